package app.velvet.push.notification;

import app.velvet.api.error.RefusedException;
import app.velvet.events.trace.Traces;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Notifications as they are stored. */
@ApplicationScoped
class NotificationRepository {

    private static final String OF_COMPANY = "from Notification n where n.companyId = :companyId";
    private static final String OF_USER = OF_COMPANY + " and n.userId = :userId";
    private static final String UNREAD = " and not n.read";
    private static final String RECENT = " and n.createdAt > :since";
    private static final String NEWEST_FIRST = " and n.id < :before order by n.id desc";

    /** Within it those created at once have ids in whatever order. */
    private static final Duration CREATION = Duration.ofMinutes(1);

    private static final String ANNOUNCE = """
            select * from announce(:companyId, :userIds, :senderId, :senderType, :title, :message, :createdAt, :causedAt,
                                   make_interval(secs => :expiry), false, :traceparent)
            """;

    private final Traces traces;

    NotificationRepository(Traces traces) {
        this.traces = traces;
    }

    /**
     * An id below or at which all of a company's are that were created after {@code since}, found without looking through those; empty
     * if there are none.
     */
    Uni<Optional<Long>> findOldest(long companyId, Instant since) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select n.id " + OF_COMPANY + RECENT + " order by n.createdAt, n.id", Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("since", since.minus(CREATION))
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /**
     * Those of a company created after {@code since} and with ids below {@code before}, newest first.
     *
     * @param oldest what {@link #findOldest} found: older ones, of which there may be very many, are not looked through
     */
    Uni<List<Notification>> ofCompany(long companyId, Instant since, long oldest, long before, int limit) {
        return Panache.getSession()
                .chain(session -> newest(session, OF_COMPANY + " and n.id >= :oldest", companyId, since, before, limit)
                        .setParameter("oldest", oldest)
                        .getResultList());
    }

    /** Those of a user created after {@code since} and with ids below {@code before}, newest first. */
    Uni<List<Notification>> ofUser(
            long companyId, long userId, boolean unreadOnly, Instant since, long before, int limit) {
        return Panache.getSession()
                .chain(session -> newest(session, OF_USER + (unreadOnly ? UNREAD : ""), companyId, since, before, limit)
                        .setParameter("userId", userId)
                        .getResultList());
    }

    Uni<Long> countUnread(long companyId, long userId, Instant since) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select count(*) " + OF_USER + UNREAD + RECENT, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("userId", userId)
                        .setParameter("since", since)
                        .getSingleResult());
    }

    /** Some of a user's unread ones, which nobody else changes meanwhile. */
    Uni<List<Notification>> unreadForUpdate(long companyId, long userId, int limit) {
        return Panache.getSession()
                .chain(session -> unread(session, "", companyId, userId)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** Those of these that are a user's and unread, which nobody else changes meanwhile. */
    Uni<List<Notification>> unreadForUpdate(long companyId, long userId, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> unread(session, " and n.id in :ids", companyId, userId)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** @return fails with a {@link RefusedException} {@link NotificationError#NOT_FOUND} if the company has none with this id */
    Uni<Notification> require(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_COMPANY + " and n.id = :id", Notification.class)
                        .setParameter("companyId", companyId)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .map(notification -> Optional.ofNullable(notification)
                        .orElseThrow(() -> new RefusedException(NotificationError.NOT_FOUND, id)));
    }

    /** One for each user, with deliveries to all of his devices that expire after {@code expiry}; in the users' order. */
    Uni<List<Notification>> announce(
            Announcement announcement, Collection<Long> userIds, Instant createdAt, Duration expiry) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ANNOUNCE, Notification.class)
                        .setParameter("companyId", announcement.companyId())
                        .setParameter("userIds", userIds.toArray(Long[]::new))
                        .setParameter("senderId", announcement.senderId())
                        .setParameter("senderType", announcement.senderType())
                        .setParameter("title", announcement.title())
                        .setParameter("message", announcement.message())
                        .setParameter("createdAt", createdAt)
                        .setParameter("causedAt", announcement.causedAt())
                        .setParameter("expiry", (double) expiry.toSeconds())
                        .setParameter("traceparent", traces.recorded(announcement.traceparent()))
                        .getResultList());
    }

    private static Mutiny.SelectionQuery<Notification> newest(
            Mutiny.Session session, String which, long companyId, Instant since, long before, int limit) {
        return session.createSelectionQuery("select n " + which + RECENT + NEWEST_FIRST, Notification.class)
                .setParameter("companyId", companyId)
                .setParameter("since", since)
                .setParameter("before", before)
                .setMaxResults(limit);
    }

    /** In id order, so that two who lock the same do so in the same order. */
    private static Mutiny.SelectionQuery<Notification> unread(
            Mutiny.Session session, String more, long companyId, long userId) {
        return session.createSelectionQuery(
                        "select n " + OF_USER + UNREAD + more + " order by n.id", Notification.class)
                .setParameter("companyId", companyId)
                .setParameter("userId", userId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE);
    }
}
