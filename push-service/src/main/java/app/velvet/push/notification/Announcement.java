package app.velvet.push.notification;

import app.velvet.events.consumer.ChangeRecord;
import java.time.Instant;

/**
 * What several users are told at once.
 *
 * @param senderId who did what it tells of, or null
 * @param title null for none
 * @param causedAt when it was done
 * @param traceparent in whose trace it is told; null for none
 */
public record Announcement(
        long companyId, Long senderId, String title, String message, Instant causedAt, String traceparent) {

    /** Tells of what a user has changed. */
    public static Announcement of(ChangeRecord change, String title, String message) {
        return new Announcement(
                change.companyId(), change.actorId(), title, message, change.time(), change.traceparent());
    }

    /** The kind of sender; null without one. */
    String senderType() {
        return senderId == null ? null : "User";
    }
}
