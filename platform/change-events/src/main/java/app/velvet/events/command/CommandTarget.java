package app.velvet.events.command;

import java.net.URI;

/**
 * A service that this one gives commands to. Each bean of this type is delivered to as long as the application runs.
 *
 * @param service its name
 * @param address where it answers internal calls
 */
public record CommandTarget(String service, URI address) {}
