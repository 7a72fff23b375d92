package app.velvet.push.delivery;

import java.time.Instant;

/**
 * How far a notification has come on its way to one device.
 *
 * @param state {@code waiting}, {@code accepted}, {@code refused} or {@code dead}
 * @param reason of the last try that was not accepted, as the provider gave it
 * @param nextTryAt null once it is decided
 * @param decidedAt null until then
 */
record DeliveryView(
        long id,
        long deviceId,
        String platform,
        String state,
        String reason,
        int tries,
        Instant createdAt,
        Instant nextTryAt,
        Instant decidedAt,
        Instant expiresAt) {}
