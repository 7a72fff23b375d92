package app.velvet.push.notification;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.events.trace.CurrentTrace;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What users do with notifications, and how staff send each other messages. */
@ApplicationScoped
public class NotificationService {

    private static final int CHUNK = 500;

    private final NotificationRepository notifications;
    private final MessageRecipients recipients;
    private final Broadcasts broadcasts;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final CurrentTrace trace;
    private final Clock clock;
    private final Duration expiry;

    NotificationService(
            NotificationRepository notifications,
            MessageRecipients recipients,
            Broadcasts broadcasts,
            Outbox outbox,
            Idempotency idempotency,
            CurrentTrace trace,
            Clock clock,
            NotificationConfig config) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.broadcasts = broadcasts;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.trace = trace;
        this.clock = clock;
        this.expiry = NotificationSettings.of(config).expiry();
    }

    /** The first of the company's recent ones; empty if there are none. */
    @WithSession
    Uni<Optional<Long>> findOldest(Caller caller) {
        return notifications.findOldest(caller.companyId(), recent());
    }

    /** Recent ones of the company's from {@code oldest} on with ids below {@code before}, newest first. */
    @WithSession
    Uni<List<NotificationView>> ofCompany(Caller caller, long oldest, long before, int limit) {
        return notifications
                .ofCompany(caller.companyId(), recent(), oldest, before, limit)
                .map(NotificationService::views);
    }

    /** Recent ones of the caller's own with ids below {@code before}, newest first. */
    @WithSession
    Uni<List<NotificationView>> own(Caller caller, boolean unreadOnly, long before, int limit) {
        return notifications
                .ofUser(caller.companyId(), caller.userId(), unreadOnly, recent(), before, limit)
                .map(NotificationService::views);
    }

    @WithSession
    Uni<UnreadCount> countUnread(Caller caller) {
        return notifications
                .countUnread(caller.companyId(), caller.userId(), recent())
                .map(UnreadCount::new);
    }

    /** Those of these that are the caller's count as read by him; some hundreds at most. */
    @WithTransaction
    Uni<Void> markRead(Caller caller, List<Long> ids) {
        return notifications
                .unreadForUpdate(caller.companyId(), caller.userId(), ids)
                .chain(unread -> marked(caller, unread));
    }

    /** Some of the caller's unread ones count as read by him; emits whether there may be more. */
    @WithTransaction
    Uni<Boolean> markSomeRead(Caller caller) {
        return notifications
                .unreadForUpdate(caller.companyId(), caller.userId(), CHUNK)
                .call(unread -> marked(caller, unread))
                .map(unread -> unread.size() == CHUNK);
    }

    /** Whoever sends a message does not get it himself. Many get it soon, a few at once. */
    Uni<Recipients> send(Caller sender, NewMessage message) {
        return idempotency.unlessAnswered(
                sender,
                () -> recipients.of(sender, message).chain(userIds -> store(sender, message, userIds)),
                Recipients.class);
    }

    @WithTransaction
    Uni<Recipients> store(Caller sender, NewMessage message, List<Long> userIds) {
        return idempotency.once(sender, () -> told(sender, message, userIds), Recipients.class);
    }

    /**
     * To be asked in a session.
     *
     * @return fails with a {@link RefusedException} {@link NotificationError#NOT_FOUND} if the caller sees no such notification
     */
    public Uni<Void> requireVisible(Caller caller, long id) {
        return notifications
                .require(caller.companyId(), id)
                .invoke(notification -> {
                    if (notification.userId() != caller.userId() && !seesAll(caller)) {
                        throw new RefusedException(NotificationError.NOT_FOUND, id);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Recipients> told(Caller sender, NewMessage message, List<Long> userIds) {
        var announcement = new Announcement(
                sender.companyId(),
                sender.userId(),
                message.title(),
                message.message(),
                clock.instant(),
                trace.parent().orElse(null));
        var told = userIds.size() > Broadcasts.PORTION
                ? broadcasts.add(announcement, userIds)
                : tellAtOnce(sender, announcement, userIds);
        return told.replaceWith(new Recipients(userIds.size()));
    }

    private Uni<Void> tellAtOnce(Caller sender, Announcement announcement, List<Long> userIds) {
        return notifications
                .announce(announcement, userIds, announcement.causedAt(), expiry)
                .chain(told -> publish(Action.CREATE, told, sender));
    }

    private Uni<Void> marked(Caller caller, List<Notification> unread) {
        unread.forEach(Notification::markRead);
        return publish(Action.UPDATE, unread, caller);
    }

    private Uni<Void> publish(Action action, List<Notification> changed, Caller actor) {
        return outbox.append(changed.stream()
                .map(notification -> NotificationChanges.of(action, notification.view(), actor.userId()))
                .toList());
    }

    private Instant recent() {
        return clock.instant().minus(Notification.RECENT);
    }

    /** Whether he may see what others of the company are told. */
    static boolean seesAll(Caller caller) {
        return caller.may(Right.READ_ALL_NOTIFICATIONS);
    }

    private static List<NotificationView> views(List<Notification> notifications) {
        return notifications.stream().map(Notification::view).toList();
    }
}
