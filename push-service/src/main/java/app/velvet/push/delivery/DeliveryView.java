package app.velvet.push.delivery;

import java.time.Instant;

/**
 * How far a notification has come on its way to one device.
 *
 * @param state {@code waiting}, {@code accepted}, {@code refused} or {@code dead}
 * @param reason why it has not been accepted: as the provider said at the last try, or ours, see {@link DeliveryResource}
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
