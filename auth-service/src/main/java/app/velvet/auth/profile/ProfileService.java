package app.velvet.auth.profile;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.user.Avatars;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserRepository;
import app.velvet.auth.user.UserVenueRepository;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** What a user can do with his own profile. */
@ApplicationScoped
class ProfileService {

    private final UserRepository users;
    private final UserVenueRepository venues;
    private final PermissionLevelRepository levels;
    private final Avatars avatars;
    private final UserChanges changes;
    private final Outbox outbox;
    private final Clock clock;

    ProfileService(
            UserRepository users,
            UserVenueRepository venues,
            PermissionLevelRepository levels,
            Avatars avatars,
            UserChanges changes,
            Outbox outbox,
            Clock clock) {
        this.users = users;
        this.venues = venues;
        this.levels = levels;
        this.avatars = avatars;
        this.changes = changes;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    Uni<ProfileView> get(Caller caller) {
        return users.require(caller.companyId(), caller.userId())
                .chain(user ->
                        levels.find(user.companyId(), user.permissionLevelId()).chain(level -> view(user, level)));
    }

    Uni<ProfileView> update(Caller caller, ProfilePatch patch) {
        return avatars.store(patch.avatar(), caller).chain(avatar -> update(caller, patch.user(), avatar));
    }

    /**
     * An API key, which is nobody, is not found.
     *
     * @param avatar the name of the stored image
     */
    @WithTransaction
    Uni<ProfileView> update(Caller caller, UserPatch patch, FieldPatch<String> avatar) {
        return users.requirePersonForUpdate(caller.companyId(), caller.userId())
                .chain(user -> levels.findForUse(user.companyId(), user.permissionLevelId())
                        .call(level -> apply(patch, avatar, user, level))
                        .chain(level -> view(user, level)));
    }

    private Uni<ProfileView> view(User user, Optional<PermissionLevel> level) {
        return venues.ofUser(user).map(itsVenues -> ProfileView.of(user, itsVenues, avatars.image(user), level));
    }

    @WithSession
    Uni<Boolean> isSignedUp(Caller caller) {
        return users.require(caller.companyId(), caller.userId()).map(User::isSignedUp);
    }

    /** No change of the user as others know him: nothing is published. */
    @WithTransaction
    Uni<Void> signUp(Caller caller) {
        return users.requireForUpdate(caller.companyId(), caller.userId())
                .invoke(User::signUp)
                .replaceWithVoid();
    }

    private Uni<Void> apply(UserPatch patch, FieldPatch<String> avatar, User user, Optional<PermissionLevel> level) {
        var now = clock.instant();
        boolean isDifferent = user.update(patch, now);
        return avatars.change(user, avatar, now)
                .chain(looksDifferent -> isDifferent || looksDifferent
                        ? outbox.append(changes.of(Action.UPDATE, user, level, user.id()))
                        : Uni.createFrom().voidItem());
    }
}
