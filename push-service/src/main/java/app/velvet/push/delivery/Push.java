package app.velvet.push.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * What is sent to one device.
 *
 * @param id the same for every try: of two pushes with one id, the user sees one
 * @param title null for none
 * @param badge how many unread notifications the user has
 * @param notificationId null if the push tells of no notification
 * @param expiresAt until when the provider keeps it for a device that is out of reach
 */
public record Push(
        UUID id, String token, String title, String message, int badge, Long notificationId, Instant expiresAt) {}
