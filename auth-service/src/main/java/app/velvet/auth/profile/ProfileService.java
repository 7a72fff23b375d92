package app.velvet.auth.profile;

import app.velvet.api.token.Caller;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserPatch;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

@ApplicationScoped
public class ProfileService {

    private final UserRepository users;
    private final PermissionLevelRepository levels;
    private final Outbox outbox;
    private final Clock clock;

    ProfileService(UserRepository users, PermissionLevelRepository levels, Outbox outbox, Clock clock) {
        this.users = users;
        this.levels = levels;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithSession
    public Uni<ProfileView> get(Caller caller) {
        return users.require(caller.companyId(), caller.userId())
                .chain(user -> levels.find(user.companyId(), user.permissionLevelId())
                        .map(level -> ProfileView.of(user, level)));
    }

    @WithTransaction
    public Uni<ProfileView> change(Caller caller, UserPatch patch) {
        return users.requireForChange(caller.companyId(), caller.userId())
                .invoke(user -> user.change(patch, clock.instant()))
                .chain(user -> levels.findAndHold(user.companyId(), user.permissionLevelId())
                        .call(level -> outbox.append(UserChanges.changed(user, level, caller.userId())))
                        .map(level -> ProfileView.of(user, level)));
    }

    @WithSession
    public Uni<Boolean> isSignedUp(Caller caller) {
        return users.require(caller.companyId(), caller.userId()).map(User::isSignedUp);
    }

    /** No change of the user as others know him: nothing is published. */
    @WithTransaction
    public Uni<Void> signUp(Caller caller) {
        return users.requireForChange(caller.companyId(), caller.userId())
                .invoke(User::signUp)
                .replaceWithVoid();
    }
}
