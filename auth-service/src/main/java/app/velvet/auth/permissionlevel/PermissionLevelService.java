package app.velvet.auth.permissionlevel;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** What can be done with permission levels. */
@ApplicationScoped
class PermissionLevelService {

    private static final long NEW = 0;

    private final PermissionLevelRepository levels;
    private final LevelHolders holders;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;

    PermissionLevelService(
            PermissionLevelRepository levels,
            LevelHolders holders,
            Idempotency idempotency,
            Outbox outbox,
            Clock clock) {
        this.levels = levels;
        this.holders = holders;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The next {@code limit} levels in id order. */
    @WithSession
    Uni<List<PermissionLevelView>> after(long id, int limit, Caller caller) {
        caller.require(Right.READ_PERMISSION_LEVELS);
        return levels.after(id, limit, caller.companyId())
                .map(found -> found.stream().map(PermissionLevelView::of).toList());
    }

    @WithTransaction
    Uni<PermissionLevelView> create(Caller caller, NewPermissionLevel level) {
        caller.require(Right.MANAGE_PERMISSION_LEVELS);
        return idempotency.once(caller, () -> add(caller, level), PermissionLevelView.class);
    }

    /** Emits when the level has changed; what its users may do changes with it, now or soon. */
    Uni<PermissionLevelView> update(Caller caller, long id, PermissionLevelPatch patch) {
        caller.require(Right.MANAGE_PERMISSION_LEVELS);
        return updateLevel(caller, id, patch).call(() -> holders.follow(caller.companyId(), id));
    }

    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        caller.require(Right.MANAGE_PERMISSION_LEVELS);
        return levels.requireForUpdate(caller.companyId(), id)
                .call(level -> requireUnused(caller.companyId(), id))
                .call(levels::remove)
                .chain(level -> outbox.append(PermissionLevelChanges.of(Action.DESTROY, level, caller.userId())));
    }

    @WithTransaction
    Uni<PermissionLevelView> updateLevel(Caller caller, long id, PermissionLevelPatch patch) {
        return levels.requireForUpdate(caller.companyId(), id)
                .call(level -> requireNameFree(caller.companyId(), patch.name().over(level.name()), id))
                .call(level -> apply(patch, level, caller))
                .map(PermissionLevelView::of);
    }

    private Uni<PermissionLevelView> add(Caller caller, NewPermissionLevel level) {
        return requireNameFree(caller.companyId(), level.name(), NEW)
                .chain(() -> levels.add(new PermissionLevel(
                        caller.companyId(), level.name(), level.permissionsStruct(), clock.instant())))
                .call(added -> outbox.append(PermissionLevelChanges.of(Action.CREATE, added, caller.userId())))
                .map(PermissionLevelView::of);
    }

    private Uni<Void> apply(PermissionLevelPatch patch, PermissionLevel level, Caller caller) {
        var before = PermissionLevelView.of(level);
        level.apply(patch);
        var after = PermissionLevelView.of(level);
        if (after.equals(before)) {
            return Uni.createFrom().voidItem();
        }
        level.touch(clock.instant());
        return levels.store(level)
                .chain(() -> after.permissionsStruct().equals(before.permissionsStruct())
                        ? Uni.createFrom().voidItem()
                        : holders.mustFollow(level.companyId(), level.id(), caller.userId()))
                .chain(() -> outbox.append(PermissionLevelChanges.of(Action.UPDATE, level, caller.userId())));
    }

    private Uni<Void> requireNameFree(long companyId, String name, long exceptId) {
        return levels.isNameTaken(companyId, name, exceptId)
                .invoke(taken -> {
                    if (taken) {
                        throw new RefusedException(PermissionLevelError.NAME_IN_USE, name);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> requireUnused(long companyId, long id) {
        return holders.exist(companyId, id)
                .invoke(used -> {
                    if (used) {
                        throw new RefusedException(PermissionLevelError.IN_USE);
                    }
                })
                .replaceWithVoid();
    }
}
