package app.velvet.auth.user;

import app.velvet.api.error.RefusedException;
import app.velvet.auth.UniqueConstraint;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
public class UserRepository implements PanacheRepository<User> {

    private static final Map<String, List<String>> NOT_AVAILABLE = Map.of("email", List.of("is not available"));

    /** Of any company, whatever the case of its letters: that is who signs in with it. */
    public Uni<Optional<User>> findByEmail(String email) {
        return find("lower(email) = lower(?1)", email).firstResult().map(Optional::ofNullable);
    }

    public Uni<User> require(long companyId, long id) {
        return orNotFound(one(companyId, id), id);
    }

    /** As {@link #require}; until the transaction ends nobody changes him, though others may hold him too. */
    public Uni<User> requireAndHold(long companyId, long id) {
        return orNotFound(one(companyId, id).withLock(LockModeType.PESSIMISTIC_READ), id);
    }

    /** As {@link #require}; until the transaction ends nobody else changes or holds him. */
    public Uni<User> requireForChange(long companyId, long id) {
        return orNotFound(one(companyId, id).withLock(LockModeType.PESSIMISTIC_WRITE), id);
    }

    /** The active people of a company, in id order. */
    public Uni<List<User>> listActive(long companyId, boolean promotersOnly) {
        return list(
                "companyId = ?1 and active and not service and (promoter or ?2 = false) order by id",
                companyId,
                promotersOnly);
    }

    /** Those people of a company who have one of these ids, active or not, in id order. */
    public Uni<List<User>> listWithIds(long companyId, Collection<Long> ids, boolean promotersOnly) {
        return list(
                "companyId = ?1 and id in ?2 and not service and (promoter or ?3 = false) order by id",
                companyId,
                ids,
                promotersOnly);
    }

    /** The next users of a permission level in id order, held as by {@link #requireAndHold}. */
    public Uni<List<User>> holdNextOfPermissionLevel(long companyId, long permissionLevelId, long afterId, int limit) {
        return find(
                        "companyId = ?1 and permissionLevelId = ?2 and id > ?3 order by id",
                        companyId,
                        permissionLevelId,
                        afterId)
                .withLock(LockModeType.PESSIMISTIC_READ)
                .page(0, limit)
                .list();
    }

    public Uni<Boolean> hasPermissionLevel(long companyId, long permissionLevelId) {
        return count("companyId = ?1 and permissionLevelId = ?2", companyId, permissionLevelId)
                .map(count -> count > 0);
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

    /** Stores what is new or has changed. Two who take the same email at once both find it free: one fails here. */
    public Uni<User> store(User user) {
        return persistAndFlush(user)
                .onFailure(failure -> UniqueConstraint.isViolated(failure, "uq_users_email"))
                .transform(race -> new RefusedException(UserError.EMAIL_NOT_AVAILABLE).withErrors(NOT_AVAILABLE));
    }

    private static void refuse(User taken, long companyId) {
        if (taken.companyId() != companyId) {
            throw new RefusedException(UserError.EMAIL_NOT_AVAILABLE).withErrors(NOT_AVAILABLE);
        }
        throw new RefusedException(UserError.EMAIL_IN_USE, taken.email(), taken.name())
                .withErrors(Map.of("email", List.of("is already in use by " + taken.name())));
    }

    private static Uni<User> orNotFound(PanacheQuery<User> query, long id) {
        return query.firstResult().onItem().ifNull().failWith(() -> new RefusedException(UserError.NOT_FOUND, id));
    }

    private PanacheQuery<User> one(long companyId, long id) {
        return find("companyId = ?1 and id = ?2", companyId, id);
    }
}
