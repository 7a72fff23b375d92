package app.velvet.push.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * What is sent to one device.
 *
 * @param id the same for every try: of two pushes with one id, the user sees one
 * @param alert what the user sees; null for a silent push, which only has the app pull
 * @param expiresAt until when the provider keeps it for a device that is out of reach
 */
public record Push(UUID id, String token, Alert alert, Instant expiresAt) {}
