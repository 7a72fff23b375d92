package app.velvet.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A process of the stack that the launcher starts from a command line.
 *
 * @param home the folder it runs in
 * @param readiness answers 200 once it is ready
 */
record Child(String name, List<String> command, Path home, URI readiness) {}
