package app.velvet.push.notification;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.Set;

/** Notifications as they are published: to their user alone. */
final class NotificationChanges {

    static final String CLASS_NAME = "Notification";

    private NotificationChanges() {}

    /** @param action but a destroy */
    static ChangeEvent of(Action action, NotificationView notification, Long actorId) {
        return new ChangeEvent(
                notification.companyId(),
                CLASS_NAME,
                notification.id(),
                action,
                notification,
                Set.of(Audience.user(notification.userId())),
                actorId);
    }

    /** Nobody does it: it is too old. */
    static ChangeEvent destroyed(long companyId, long id, long userId) {
        return new ChangeEvent(companyId, CLASS_NAME, id, Action.DESTROY, null, Set.of(Audience.user(userId)), null);
    }
}
