package app.velvet.venues.venue;

import app.velvet.api.persistence.Deletion;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Who works where, as it is stored. */
@ApplicationScoped
class UserVenueRepository {

    private static final String OF_USERS = "select u from UserVenue u where u.companyId = :companyId and (u.userId in"
            + " :userIds or u.userId in (select w.userId from UserVenue w where w.companyId = :companyId and w.venueId ="
            + " :venueId)) order by u.id";
    private static final String OF_USER =
            "select u from UserVenue u where u.companyId = :companyId and u.userId = :userId order by u.id";
    private static final String AT_VENUE = "select u from UserVenue u where u.companyId = :companyId and u.venueId ="
            + " :venueId and u.id > :afterId order by u.id";
    private static final String WORKING_AT = "select count(*) from UserVenue u where u.companyId = :companyId and"
            + " u.userId = :userId and u.venueId = :venueId";

    /**
     * Where these users work, and those who work at the venue now, in id order; nobody else changes that until the end of
     * the transaction.
     */
    Uni<List<UserVenue>> ofUsersForUpdate(long companyId, Collection<Long> userIds, long venueId) {
        return Panache.getSession()
                .chain(session -> query(session, OF_USERS, companyId)
                        .setParameter("userIds", userIds)
                        .setParameter("venueId", venueId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** Where a user works, in id order, which nobody else changes until the end of the transaction. */
    Uni<List<UserVenue>> ofUserForUpdate(long companyId, long userId) {
        return Panache.getSession()
                .chain(session -> query(session, OF_USER, companyId)
                        .setParameter("userId", userId)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    /** The next {@code limit} of a venue in id order, which nobody else changes until the end of the transaction. */
    Uni<List<UserVenue>> atVenueForUpdate(long companyId, long venueId, long afterId, int limit) {
        return Panache.getSession()
                .chain(session -> query(session, AT_VENUE, companyId)
                        .setParameter("venueId", venueId)
                        .setParameter("afterId", afterId)
                        .setMaxResults(limit)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList());
    }

    Uni<Boolean> worksAt(long companyId, long userId, long venueId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(WORKING_AT, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("userId", userId)
                        .setParameter("venueId", venueId)
                        .getSingleResult())
                .map(count -> count > 0);
    }

    Uni<Void> addAll(Collection<UserVenue> userVenues) {
        return Panache.getSession().chain(session -> session.persistAll(userVenues.toArray()));
    }

    Uni<Void> removeAll(long companyId, Collection<UserVenue> userVenues) {
        return Panache.getSession().chain(session -> Deletion.of(session, companyId, userVenues));
    }

    /** Writes what was changed so far, before what is changed next. */
    Uni<Void> write() {
        return Panache.getSession().chain(Mutiny.Session::flush);
    }

    private static Mutiny.SelectionQuery<UserVenue> query(Mutiny.Session session, String query, long companyId) {
        return session.createSelectionQuery(query, UserVenue.class).setParameter("companyId", companyId);
    }
}
