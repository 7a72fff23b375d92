package app.velvet.push.delivery;

/**
 * What a user sees of a push.
 *
 * @param title null for none
 * @param badge how many unread notifications the user has; null to leave what the app shows
 * @param notificationId null if it tells of no notification
 */
public record Alert(String title, String message, Integer badge, Long notificationId) {}
