package app.velvet.auth.staff;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.auth.permissionlevel.LevelHolders;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Carries the change of a permission level to the users who have it: each is published anew with what he may now do. It
 * runs in chunks, each a transaction of its own, and what is left to do is stored: the request that changes the level does
 * the first chunk, any replica goes on with the others, also after a crash.
 *
 * <p>Whoever locks several of them locks users first, then their level, then its spread: so a change of a level, a change
 * of a user and a chunk never wait for each other in a circle. A chunk reads the level while it holds the spread, which the
 * next change of the level takes before it ends.
 */
@ApplicationScoped
class PermissionSpread implements LevelHolders {

    private static final Logger LOG = Logger.getLogger(PermissionSpread.class);
    private static final int CHUNK = 500;

    /** The name of the background work. */
    static final String SCHEDULE = "spread of permissions";

    private final SpreadRepository spreads;
    private final PermissionLevelRepository levels;
    private final UserRepository users;
    private final UserChanges changes;
    private final Outbox outbox;

    PermissionSpread(
            SpreadRepository spreads,
            PermissionLevelRepository levels,
            UserRepository users,
            UserChanges changes,
            Outbox outbox) {
        this.spreads = spreads;
        this.levels = levels;
        this.users = users;
        this.changes = changes;
        this.outbox = outbox;
    }

    @Override
    public Uni<Boolean> exist(long companyId, long levelId) {
        return users.anyHasPermissionLevel(companyId, levelId);
    }

    @Override
    public Uni<Void> mustFollow(long companyId, long levelId, long actorId) {
        return spreads.begin(companyId, levelId, actorId);
    }

    @Override
    public Uni<Void> follow(long companyId, long levelId) {
        return advance(companyId, levelId).replaceWithVoid();
    }

    /** Finishes what is left, one level after the other; one that fails holds up no other. */
    @Scheduled(every = "1s", identity = SCHEDULE, concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> finish() {
        return unfinished()
                .onItem()
                .transformToMulti(left -> Multi.createFrom().iterable(left))
                .call(spread -> ChunkedWork.untilDone(() -> advance(spread.companyId(), spread.permissionLevelId())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @WithSession
    Uni<List<Spread>> unfinished() {
        return spreads.unfinished();
    }

    /** Whether there may be more to do; a failure is a reason to come back later. */
    private Uni<Boolean> advance(long companyId, long levelId) {
        return chunk(companyId, levelId)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure, "Users follow their level later companyId=%d levelId=%d", companyId, levelId))
                .onFailure()
                .recoverWithItem(false);
    }

    /** Emits whether there may be more to do that no other replica is at. */
    @WithTransaction
    Uni<Boolean> chunk(long companyId, long levelId) {
        return spreads.findPosition(companyId, levelId)
                .chain(position -> position.isEmpty()
                        ? Uni.createFrom().item(false)
                        : chunkAfter(position.get(), companyId, levelId));
    }

    private Uni<Boolean> chunkAfter(long position, long companyId, long levelId) {
        return users.nextOfPermissionLevelForUse(companyId, levelId, position, CHUNK)
                .chain(chunk -> spreads.findForUpdate(companyId, levelId, position)
                        .chain(spread -> spread.isEmpty()
                                ? Uni.createFrom().item(false)
                                : publish(spread.get(), chunk).replaceWith(chunk.size() == CHUNK)));
    }

    private Uni<Void> publish(Spread spread, List<User> chunk) {
        return levels.find(spread.companyId(), spread.permissionLevelId())
                .call(() -> chunk.size() < CHUNK ? spreads.remove(spread) : advanceTo(chunk.get(CHUNK - 1), spread))
                .chain(level -> outbox.append(chunk.stream()
                        .map(user -> changes.of(Action.UPDATE, user, level, spread.actorId()))
                        .toList()));
    }

    private static Uni<Void> advanceTo(User last, Spread spread) {
        spread.advanceTo(last.id());
        return Uni.createFrom().voidItem();
    }
}
