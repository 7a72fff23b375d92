package app.velvet.push.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A notification as it is answered and published.
 *
 * @param senderId who did what it tells of; null if nobody did
 * @param senderType {@code User} where there is a sender, else null
 * @param title null for none
 */
@RegisterForReflection
record NotificationView(
        long id,
        long userId,
        long companyId,
        Long senderId,
        String senderType,
        String title,
        String message,
        boolean read,
        Instant createdAt) {}
