package app.velvet.push.notification;

import java.time.Instant;

/**
 * What several users are told at once.
 *
 * @param senderId who did what it tells of, or null
 * @param title null for none
 * @param causedAt when it was done
 */
public record Announcement(long companyId, Long senderId, String title, String message, Instant causedAt) {

    /** The kind of sender; null without one. */
    String senderType() {
        return senderId == null ? null : "User";
    }
}
