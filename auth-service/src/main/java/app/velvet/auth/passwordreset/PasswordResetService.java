package app.velvet.auth.passwordreset;

import app.velvet.api.throttle.Limit;
import app.velvet.api.throttle.Throttle;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.permissionlevel.PermissionLevel;
import app.velvet.auth.permissionlevel.PermissionLevelRepository;
import app.velvet.auth.session.EndingSessions;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserChanges;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asking for a new password, and setting it. */
@ApplicationScoped
class PasswordResetService {

    private final Pool database;
    private final Throttle throttle;
    private final ResetQueue queue;
    private final ResetTokenRepository tokens;
    private final UserRepository users;
    private final PermissionLevelRepository levels;
    private final EndingSessions sessions;
    private final PasswordHashing passwords;
    private final ResetSettings settings;
    private final UserChanges userChanges;
    private final Outbox outbox;
    private final Clock clock;

    PasswordResetService(
            Pool database,
            Throttle throttle,
            ResetQueue queue,
            ResetTokenRepository tokens,
            UserRepository users,
            PermissionLevelRepository levels,
            EndingSessions sessions,
            PasswordHashing passwords,
            ResetSettings settings,
            UserChanges userChanges,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.throttle = throttle;
        this.queue = queue;
        this.tokens = tokens;
        this.users = users;
        this.levels = levels;
        this.sessions = sessions;
        this.passwords = passwords;
        this.settings = settings;
        this.userChanges = userChanges;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Has a mail sent to whoever has this email. Does the same work whether anybody has it, for that is looked up later; emits
     * when the wish is stored. Fails with {@link PasswordResetError#TOO_MANY_REQUESTS}.
     *
     * @param address where the wish comes from
     */
    Uni<Void> request(String email, String address) {
        return database.withTransaction(transaction -> throttle.count(
                        transaction, List.of(ofAddress(address)), PasswordResetError.TOO_MANY_REQUESTS)
                .chain(() -> throttle.countIfRoom(transaction, List.of(ofAccount(email))))
                .chain(room ->
                        room ? queue.add(transaction, email) : Uni.createFrom().voidItem()));
    }

    /** Sets a new password and ends all sessions. Fails with {@link PasswordResetError#INVALID_TOKEN}. */
    Uni<Void> reset(NewPassword wanted) {
        return requireGood(wanted.token())
                .chain(() -> passwords.hash(wanted.password()))
                .chain(hash -> change(wanted.token(), hash));
    }

    /** Before the hash of the password, which costs much, is computed for nothing. */
    @WithSession
    Uni<Void> requireGood(ResetToken token) {
        return tokens.requireOwner(token, clock.instant()).replaceWithVoid();
    }

    @WithTransaction
    Uni<Void> change(ResetToken token, String passwordHash) {
        return tokens.requireOwner(token, clock.instant())
                .chain(owner -> users.requireForUpdate(owner.companyId(), owner.userId()))
                .call(() -> tokens.use(token))
                .call(user -> levels.findForUse(user.companyId(), user.permissionLevelId())
                        .chain(level -> change(user, level, passwordHash)))
                .replaceWithVoid();
    }

    private Uni<Void> change(User user, Optional<PermissionLevel> level, String passwordHash) {
        user.changePassword(passwordHash, clock.instant());
        var change = userChanges.of(Action.UPDATE, user, level, user.id());
        return users.store(user)
                .chain(() -> sessions.endAll(user, user.id()))
                .chain(ends -> outbox.append(
                        Stream.concat(Stream.of(change), ends.stream()).toList()));
    }

    private Limit ofAddress(String address) {
        return new Limit("password reset from " + address, settings.requestsPerAddress(), settings.requestsCountFor());
    }

    private Limit ofAccount(String email) {
        return new Limit("password reset of " + email, settings.requestsPerAccount(), settings.requestsCountFor());
    }
}
