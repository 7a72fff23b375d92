package app.velvet.auth.permissionlevel;

import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserRepository;
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
 * runs in chunks, each a transaction of its own, and is remembered until the last one: what a crash interrupts, any replica
 * goes on with.
 */
@ApplicationScoped
public class PermissionSpread {

    private static final Logger LOG = Logger.getLogger(PermissionSpread.class);
    private static final int CHUNK = 500;

    private final SpreadRepository spreads;
    private final PermissionLevelRepository levels;
    private final UserRepository users;
    private final Outbox outbox;

    PermissionSpread(SpreadRepository spreads, PermissionLevelRepository levels, UserRepository users, Outbox outbox) {
        this.spreads = spreads;
        this.levels = levels;
        this.users = users;
        this.outbox = outbox;
    }

    /** Remembers, in the transaction that changes the level, that its users are to follow. */
    Uni<Void> begin(long companyId, long levelId, long actorId) {
        return spreads.begin(companyId, levelId, actorId);
    }

    /**
     * Emits when all users of the level have followed, at once if none are to. A failure is not passed on, since the
     * change of the level has been committed: {@link #goOn} repeats what is missing.
     */
    Uni<Void> toUsers(long companyId, long levelId) {
        return Multi.createBy()
                .repeating()
                .uni(() -> toNextUsers(companyId, levelId))
                .whilst(more -> more)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "Users do not follow their level yet: levelId=%d", levelId))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> goOn() {
        return unfinished()
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(spread -> toUsers(spread.companyId(), spread.permissionLevelId()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @WithSession
    Uni<List<Spread>> unfinished() {
        return spreads.listUnfinished();
    }

    /** Emits whether there may be more. */
    @WithTransaction
    Uni<Boolean> toNextUsers(long companyId, long levelId) {
        return spreads.findForChange(companyId, levelId)
                .chain(spread -> spread.map(this::toNextUsers)
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> toNextUsers(Spread spread) {
        return users.holdNextOfPermissionLevel(
                        spread.companyId(), spread.permissionLevelId(), spread.afterUserId(), CHUNK)
                .call(chunk -> chunk.size() < CHUNK ? spreads.remove(spread) : advance(spread, chunk))
                .call(chunk -> publish(spread, chunk))
                .map(chunk -> chunk.size() == CHUNK);
    }

    private static Uni<Void> advance(Spread spread, List<User> chunk) {
        spread.advanceTo(chunk.get(chunk.size() - 1).id());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> publish(Spread spread, List<User> chunk) {
        return levels.find(spread.companyId(), spread.permissionLevelId())
                .chain(level -> outbox.append(chunk.stream()
                        .map(user -> UserChanges.changed(user, level, spread.actorId()))
                        .toList()));
    }
}
