package app.velvet.auth.staff;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.Subject;
import app.velvet.api.token.Caller;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.permissionlevel.CompanyWide;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.session.EndingSessions;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserRepository;
import app.velvet.auth.user.UserView;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class StaffService {

    private static final Uni<List<ChangeEvent>> NO_ENDS = Uni.createFrom().item(List.of());

    private final UserRepository users;
    private final PermissionLevelRepository levels;
    private final EndingSessions sessions;
    private final PasswordHashing passwords;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;

    StaffService(
            UserRepository users,
            PermissionLevelRepository levels,
            EndingSessions sessions,
            PasswordHashing passwords,
            Idempotency idempotency,
            Outbox outbox,
            Clock clock) {
        this.users = users;
        this.levels = levels;
        this.sessions = sessions;
        this.passwords = passwords;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    public Uni<List<UserView>> list(Caller caller, StaffQuery query) {
        var found = query.ids() == null
                ? users.listActive(caller.companyId(), query.promotersOnly())
                : users.listWithIds(caller.companyId(), query.ids(), query.promotersOnly());
        return found.map(list -> list.stream().map(UserView::of).toList());
    }

    public Uni<UserView> add(Caller caller, NewUser user) {
        CompanyWide.require(caller, Subject.USER, Permissions.MANAGE);
        return passwords.hash(user.password()).chain(hash -> addedOnce(caller, user, hash));
    }

    public Uni<UserView> change(Caller caller, long id, UserPatch patch) {
        CompanyWide.require(caller, Subject.USER, Permissions.MANAGE);
        return newPassword(patch).chain(hash -> changed(caller, id, patch, hash));
    }

    private Uni<String> newPassword(UserPatch patch) {
        return patch.password().isGiven()
                ? passwords.hash(patch.password().over(null))
                : Uni.createFrom().nullItem();
    }

    @WithTransaction
    Uni<UserView> addedOnce(Caller caller, NewUser user, String passwordHash) {
        return idempotency.once(caller, () -> added(caller, user, passwordHash), UserView.class);
    }

    private Uni<UserView> added(Caller caller, NewUser user, String passwordHash) {
        return requireLevel(caller.companyId(), user.permissionLevelId())
                .call(() -> users.requireEmailFree(user.email(), caller.companyId(), null))
                .chain(level -> users.store(new User(caller.companyId(), user, passwordHash, clock.instant()))
                        .call(added -> outbox.append(UserChanges.created(added, level, caller.userId()))))
                .map(UserView::of);
    }

    /** @param passwordHash of a new password, or null */
    @WithTransaction
    Uni<UserView> changed(Caller caller, long id, UserPatch patch, String passwordHash) {
        return users.requireForChange(caller.companyId(), id)
                .call(user -> users.requireEmailFree(patch.email().over(user.email()), user.companyId(), id))
                .chain(user -> requireLevel(
                                user.companyId(), patch.permissionLevelId().over(user.permissionLevelId()))
                        .chain(level -> changed(caller, user, level, patch, passwordHash)))
                .map(UserView::of);
    }

    private Uni<User> changed(
            Caller caller, User user, Optional<PermissionLevel> level, UserPatch patch, String passwordHash) {
        user.change(patch, clock.instant());
        if (passwordHash != null) {
            user.changePassword(passwordHash);
        }
        var ending = losesSessions(user, passwordHash) ? sessions.endAll(user, caller.userId()) : NO_ENDS;
        return ending.call(() -> users.store(user))
                .chain(ends -> outbox.append(changes(UserChanges.changed(user, level, caller.userId()), ends)))
                .replaceWith(user);
    }

    private static boolean losesSessions(User user, String newPasswordHash) {
        return !user.isActive() || newPasswordHash != null;
    }

    private static List<ChangeEvent> changes(ChangeEvent ofUser, List<ChangeEvent> ends) {
        var changes = new ArrayList<ChangeEvent>(ends.size() + 1);
        changes.add(ofUser);
        changes.addAll(ends);
        return changes;
    }

    private Uni<Optional<PermissionLevel>> requireLevel(long companyId, Long levelId) {
        return levels.findAndHold(companyId, levelId).invoke(level -> {
            if (levelId != null && level.isEmpty()) {
                throw new InvalidFieldsException("permission_level_id", "was not found");
            }
        });
    }
}
