package app.velvet.auth.session;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.auth.company.CompanyRepository;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.user.User;
import app.velvet.auth.user.UserRepository;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Signing in and out. */
@ApplicationScoped
class SessionService {

    private final UserRepository users;
    private final CompanyRepository companies;
    private final BeginningSessions beginnings;
    private final EndingSessions endings;
    private final SignInThrottle throttle;
    private final PasswordHashing passwords;
    private final SessionSettings settings;
    private final Outbox outbox;

    SessionService(
            UserRepository users,
            CompanyRepository companies,
            BeginningSessions beginnings,
            EndingSessions endings,
            SignInThrottle throttle,
            PasswordHashing passwords,
            SessionSettings settings,
            Outbox outbox) {
        this.users = users;
        this.companies = companies;
        this.beginnings = beginnings;
        this.endings = endings;
        this.throttle = throttle;
        this.passwords = passwords;
        this.settings = settings;
        this.outbox = outbox;
    }

    /**
     * Signs a user in. Takes the same time for a wrong email as for a wrong password, and tells a deactivated user so only
     * after the right one. Fails with a {@link SessionError} or {@link ApiError#DEACTIVATED}.
     *
     * @param address where the attempt comes from
     */
    Uni<SignedInView> signIn(SignIn signIn, String address) {
        return throttle.requireOpen(address, signIn.email())
                .chain(() -> findUser(signIn.email()))
                .chain(user -> passwords
                        .matches(signIn.password(), user.map(User::password))
                        .chain(right -> right
                                ? throttle.requireOpen(address, signIn.email()).chain(() -> begin(user.get(), signIn))
                                : throttle.fail(address, signIn.email())));
    }

    /** Ends the caller's session or, for those who manage users, all sessions of another user. */
    @WithTransaction
    Uni<Void> signOut(Caller caller, long userId, SignOut signOut) {
        if (userId == caller.userId()) {
            return signOutOneself(caller, signOut);
        }
        caller.require(Right.MANAGE_STAFF);
        return signOutColleague(caller, userId, signOut);
    }

    @WithSession
    Uni<Optional<User>> findUser(String email) {
        return users.findByEmail(email);
    }

    /** @param verified the user as he was when the password was found right */
    @WithTransaction
    Uni<SignedInView> begin(User verified, SignIn signIn) {
        return users.requireForUpdate(verified.companyId(), verified.id())
                .invoke(user -> requireUnchangedPassword(user, verified))
                .call(this::requireActive)
                .call(this::makeRoom)
                .chain(user -> beginnings.of(user, signIn).map(token -> SignedInView.of(token, user)));
    }

    private static void requireUnchangedPassword(User user, User verified) {
        if (!verified.password().equals(user.password())) {
            throw new RefusedException(SessionError.INVALID_CREDENTIALS);
        }
    }

    private Uni<Void> requireActive(User user) {
        return companies
                .require(user.companyId())
                .invoke(company -> {
                    if (!user.isActive() || !company.isActive()) {
                        throw new RefusedException(ApiError.DEACTIVATED);
                    }
                })
                .replaceWithVoid();
    }

    /** Phones that are lost, and apps that are deleted, never sign out: the oldest sessions give way. */
    private Uni<Void> makeRoom(User user) {
        return endings.endAllBut(settings.sessionsPerUser() - 1, user, user.id())
                .chain(outbox::append);
    }

    private Uni<Void> signOutOneself(Caller caller, SignOut signOut) {
        return endings.endOne(caller.companyId(), caller.sessionId(), signOut, caller.userId())
                .chain(outbox::append);
    }

    private Uni<Void> signOutColleague(Caller caller, long userId, SignOut signOut) {
        return users.requirePersonForUpdate(caller.companyId(), userId)
                .chain(user -> endings.endAll(user, signOut, caller.userId()))
                .chain(outbox::append);
    }
}
