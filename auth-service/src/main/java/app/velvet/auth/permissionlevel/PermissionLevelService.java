package app.velvet.auth.permissionlevel;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

@ApplicationScoped
public class PermissionLevelService {

    private static final long NEW = 0;

    private final PermissionLevelRepository levels;
    private final UserRepository users;
    private final PermissionSpread spread;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;

    PermissionLevelService(
            PermissionLevelRepository levels,
            UserRepository users,
            PermissionSpread spread,
            Idempotency idempotency,
            Outbox outbox,
            Clock clock) {
        this.levels = levels;
        this.users = users;
        this.spread = spread;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    public Uni<List<PermissionLevelView>> list(Caller caller) {
        caller.requireScopes(Subject.PERMISSION_LEVEL, Permissions.READ);
        return levels.listOf(caller.companyId())
                .map(list -> list.stream().map(PermissionLevelView::of).toList());
    }

    public Uni<PermissionLevelView> add(Caller caller, NewPermissionLevel level) {
        requireMayManage(caller);
        return addedOnce(caller, level);
    }

    /** Emits when the change has reached all users of the level. */
    public Uni<PermissionLevelView> change(Caller caller, long id, PermissionLevelPatch patch) {
        requireMayManage(caller);
        return changed(caller, id, patch).call(() -> spread.toUsers(caller.companyId(), id));
    }

    @WithTransaction
    public Uni<Void> delete(Caller caller, long id) {
        requireMayManage(caller);
        return levels.requireForChange(caller.companyId(), id)
                .call(level -> users.hasPermissionLevel(level.companyId(), id).invoke(inUse -> {
                    if (inUse) {
                        throw new RefusedException(PermissionLevelError.IN_USE);
                    }
                }))
                .call(levels::remove)
                .chain(level -> outbox.append(PermissionLevelChanges.deleted(level, caller.userId())));
    }

    @WithTransaction
    Uni<PermissionLevelView> changed(Caller caller, long id, PermissionLevelPatch patch) {
        return beginSpread(caller, id, patch)
                .chain(() -> levels.requireForChange(caller.companyId(), id))
                .call(level -> requireNameFree(caller.companyId(), patch.name().over(level.name()), id))
                .invoke(level -> level.change(patch, clock.instant()))
                .call(levels::store)
                .call(level -> outbox.append(PermissionLevelChanges.changed(level, caller.userId())))
                .map(PermissionLevelView::of);
    }

    @WithTransaction
    Uni<PermissionLevelView> addedOnce(Caller caller, NewPermissionLevel level) {
        return idempotency.once(caller, () -> added(caller, level), PermissionLevelView.class);
    }

    private Uni<PermissionLevelView> added(Caller caller, NewPermissionLevel level) {
        return requireNameFree(caller.companyId(), level.name(), NEW)
                .chain(() -> levels.store(new PermissionLevel(
                        caller.companyId(), level.name(), level.permissionsStruct(), clock.instant())))
                .call(added -> outbox.append(PermissionLevelChanges.created(added, caller.userId())))
                .map(PermissionLevelView::of);
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

    /** First of all, so that locks are always taken in the order spread, users, level. */
    private Uni<Void> beginSpread(Caller caller, long id, PermissionLevelPatch patch) {
        return patch.permissionsStruct().isGiven()
                ? spread.begin(caller.companyId(), id, caller.userId())
                : Uni.createFrom().voidItem();
    }

    private static void requireMayManage(Caller caller) {
        CompanyWide.require(caller, Subject.PERMISSION_LEVEL, Permissions.MANAGE);
    }
}
