package app.velvet.auth.user;

import app.velvet.api.error.RefusedException;
import app.velvet.api.persistence.UniqueConstraint;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Users as they are stored. */
@ApplicationScoped
public class UserRepository {

    private static final String BY_EMAIL = "select u from User u where lower(u.email) = lower(:email)";
    private static final String BY_ID = "select u from User u where u.companyId = :companyId and u.id = :id";
    private static final String PEOPLE =
            "select u from User u where u.companyId = :companyId and u.id > :after and not u.service and (u.promoter or :promotersOnly = false)";
    private static final String ACTIVE = PEOPLE + " and u.active order by u.id";
    private static final String WITH_IDS = PEOPLE + " and u.id in :ids order by u.id";
    private static final String OF_LEVEL =
            "select u from User u where u.companyId = :companyId and u.permissionLevelId = :levelId and u.id > :after order by u.id";
    private static final String ANY_OF_LEVEL =
            "select u.id from User u where u.companyId = :companyId and u.permissionLevelId = :levelId";

    private static final Map<String, List<String>> NOT_AVAILABLE = Map.of("email", List.of("is not available"));

    /** Of any company, whatever the case of its letters: that is who signs in with it. */
    public Uni<Optional<User>> findByEmail(String email) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(BY_EMAIL, User.class)
                        .setParameter("email", email)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    public Uni<User> require(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId, id).getSingleResultOrNull())
                .map(user -> orNotFound(user, id));
    }

    /** As {@link #require}; nobody else changes or holds him until the end of the transaction. */
    public Uni<User> requireForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> byId(session, companyId, id)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull())
                .map(user -> orNotFound(user, id));
    }

    /** As {@link #require}, of people only: an API key is not found. */
    public Uni<User> requirePerson(long companyId, long id) {
        return require(companyId, id).map(user -> orNotFound(user.isService() ? null : user, id));
    }

    /** As {@link #requireForUpdate}, of people only: an API key is not found. */
    public Uni<User> requirePersonForUpdate(long companyId, long id) {
        return requireForUpdate(companyId, id).map(user -> orNotFound(user.isService() ? null : user, id));
    }

    /** The next {@code limit} active people of a company in id order. */
    public Uni<List<User>> activeAfter(long id, int limit, long companyId, boolean promotersOnly) {
        return Panache.getSession()
                .chain(session -> people(session, ACTIVE, companyId, promotersOnly, id)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /** As {@link #activeAfter}, of those who have one of these ids, active or not. */
    public Uni<List<User>> withIdsAfter(
            long id, int limit, long companyId, boolean promotersOnly, Collection<Long> ids) {
        return Panache.getSession()
                .chain(session -> people(session, WITH_IDS, companyId, promotersOnly, id)
                        .setParameter("ids", ids)
                        .setMaxResults(limit)
                        .getResultList());
    }

    /**
     * The next {@code limit} users of a permission level in id order, whom nobody changes until the end of the transaction.
     */
    public Uni<List<User>> nextOfPermissionLevelForUse(long companyId, long levelId, long afterId, int limit) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_LEVEL, User.class)
                        .setParameter("companyId", companyId)
                        .setParameter("levelId", levelId)
                        .setParameter("after", afterId)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .setMaxResults(limit)
                        .getResultList());
    }

    public Uni<Boolean> anyHasPermissionLevel(long companyId, long levelId) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(ANY_OF_LEVEL, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("levelId", levelId)
                        .setMaxResults(1)
                        .getResultList())
                .map(some -> !some.isEmpty());
    }

    /**
     * Fails with a {@link UserError} if another user has this email.
     *
     * @param companyId the company of the user who is to have it
     * @param userId his id, or null if he is new
     */
    public Uni<Void> requireEmailFree(String email, long companyId, Long userId) {
        return findByEmail(email)
                .invoke(other -> other.filter(user -> userId == null || user.id() != userId)
                        .ifPresent(taken -> refuse(taken, companyId)))
                .replaceWithVoid();
    }

    /** Two who take the same email at once both find it free: one fails here, with a {@link UserError}. */
    public Uni<User> add(User user) {
        return Panache.getSession().chain(session -> session.persist(user)).chain(() -> store(user));
    }

    /** Writes what has changed; fails as {@link #add} does. */
    public Uni<User> store(User user) {
        return Panache.getSession()
                .chain(Mutiny.Session::flush)
                .onFailure(UniqueConstraint.violation("uq_users_email"))
                .transform(race -> new RefusedException(UserError.EMAIL_NOT_AVAILABLE).withErrors(NOT_AVAILABLE))
                .replaceWith(user);
    }

    private static void refuse(User taken, long companyId) {
        if (taken.companyId() != companyId) {
            throw new RefusedException(UserError.EMAIL_NOT_AVAILABLE).withErrors(NOT_AVAILABLE);
        }
        throw new RefusedException(UserError.EMAIL_IN_USE, taken.email(), taken.name())
                .withErrors(Map.of("email", List.of("is already in use by " + taken.name())));
    }

    private static Mutiny.SelectionQuery<User> byId(Mutiny.Session session, long companyId, long id) {
        return session.createSelectionQuery(BY_ID, User.class)
                .setParameter("companyId", companyId)
                .setParameter("id", id);
    }

    private static Mutiny.SelectionQuery<User> people(
            Mutiny.Session session, String query, long companyId, boolean promotersOnly, long after) {
        return session.createSelectionQuery(query, User.class)
                .setParameter("companyId", companyId)
                .setParameter("promotersOnly", promotersOnly)
                .setParameter("after", after);
    }

    private static User orNotFound(User user, long id) {
        return Optional.ofNullable(user).orElseThrow(() -> new RefusedException(UserError.NOT_FOUND, id));
    }
}
