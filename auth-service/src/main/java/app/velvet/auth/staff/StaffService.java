package app.velvet.auth.staff;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.session.EndingSessions;
import app.velvet.auth.user.Avatars;
import app.velvet.auth.user.NewUser;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserRepository;
import app.velvet.auth.user.UserVenueRepository;
import app.velvet.auth.user.UserView;
import app.velvet.auth.user.VenueOfUser;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done with the staff. */
@ApplicationScoped
class StaffService {

    private static final Uni<List<ChangeEvent>> NO_ENDS = Uni.createFrom().item(List.of());

    private final UserRepository users;
    private final UserVenueRepository venues;
    private final PermissionLevelRepository levels;
    private final EndingSessions sessions;
    private final PasswordHashing passwords;
    private final Idempotency idempotency;
    private final UserChanges changes;
    private final Avatars avatars;
    private final Outbox outbox;
    private final Clock clock;

    StaffService(
            UserRepository users,
            UserVenueRepository venues,
            PermissionLevelRepository levels,
            EndingSessions sessions,
            PasswordHashing passwords,
            Idempotency idempotency,
            UserChanges changes,
            Avatars avatars,
            Outbox outbox,
            Clock clock) {
        this.users = users;
        this.venues = venues;
        this.levels = levels;
        this.sessions = sessions;
        this.passwords = passwords;
        this.idempotency = idempotency;
        this.changes = changes;
        this.avatars = avatars;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The next {@code limit} of them in id order. */
    @WithSession
    Uni<List<UserView>> after(long id, int limit, Caller caller, StaffQuery query) {
        var found = query.ids() == null
                ? users.activeAfter(id, limit, caller.companyId(), query.promotersOnly())
                : users.withIdsAfter(id, limit, caller.companyId(), query.promotersOnly(), query.ids());
        return found.chain(list -> views(caller.companyId(), list));
    }

    private Uni<List<UserView>> views(long companyId, List<User> list) {
        return venues.ofUsers(companyId, list.stream().map(User::id).toList())
                .map(itsVenues -> list.stream()
                        .map(user -> view(user, itsVenues.getOrDefault(user.id(), List.of())))
                        .toList());
    }

    private Uni<UserView> view(User user) {
        return venues.ofUser(user).map(itsVenues -> view(user, itsVenues));
    }

    private UserView view(User user, List<VenueOfUser> itsVenues) {
        return UserView.of(user, itsVenues, avatars.image(user));
    }

    Uni<UserView> create(Caller caller, NewUser user) {
        caller.require(Right.MANAGE_STAFF);
        return passwords.hash(user.password()).chain(hash -> createOnce(caller, user, hash));
    }

    /** A new password and a deactivation end all sessions of the user. */
    Uni<UserView> update(Caller caller, long id, UserPatch patch) {
        caller.require(Right.MANAGE_STAFF);
        return newPassword(patch).chain(hash -> update(caller, id, patch, hash));
    }

    private Uni<Optional<String>> newPassword(UserPatch patch) {
        return patch.password().isGiven()
                ? passwords.hash(patch.password().over(null)).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    @WithTransaction
    Uni<UserView> createOnce(Caller caller, NewUser user, String passwordHash) {
        return idempotency.once(caller, () -> add(caller, user, passwordHash), UserView.class);
    }

    @WithTransaction
    Uni<UserView> update(Caller caller, long id, UserPatch patch, Optional<String> passwordHash) {
        return users.requirePersonForUpdate(caller.companyId(), id)
                .call(user -> users.requireEmailFree(patch.email().over(user.email()), user.companyId(), id))
                .call(user -> requireLevel(
                                user.companyId(), patch.permissionLevelId().over(user.permissionLevelId()))
                        .chain(level -> apply(patch, passwordHash, user, level, caller)))
                .chain(this::view);
    }

    private Uni<UserView> add(Caller caller, NewUser user, String passwordHash) {
        return requireLevel(caller.companyId(), user.permissionLevelId())
                .call(() -> users.requireEmailFree(user.email(), caller.companyId(), null))
                .chain(level -> users.add(new User(caller.companyId(), user, passwordHash, clock.instant()))
                        .call(added -> outbox.append(changes.of(Action.CREATE, added, level, caller.userId()))))
                .map(added -> view(added, List.of()));
    }

    private Uni<Void> apply(
            UserPatch patch, Optional<String> passwordHash, User user, Optional<PermissionLevel> level, Caller caller) {
        var now = clock.instant();
        boolean isDifferent = user.update(patch, now);
        passwordHash.ifPresent(hash -> user.changePassword(hash, now));
        if (!isDifferent && passwordHash.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var change = changes.of(Action.UPDATE, user, level, caller.userId());
        boolean losesSessions = !user.isActive() || passwordHash.isPresent();
        return users.store(user)
                .chain(() -> losesSessions ? sessions.endAll(user, caller.userId()) : NO_ENDS)
                .chain(ends -> outbox.append(
                        Stream.concat(Stream.of(change), ends.stream()).toList()));
    }

    private Uni<Optional<PermissionLevel>> requireLevel(long companyId, Long levelId) {
        return levels.findForUse(companyId, levelId).invoke(level -> {
            if (levelId != null && level.isEmpty()) {
                throw new InvalidFieldsException("permission_level_id", "was not found");
            }
        });
    }
}
