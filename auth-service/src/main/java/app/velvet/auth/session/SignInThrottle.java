package app.velvet.auth.session;

import app.velvet.api.error.RefusedException;
import app.velvet.api.throttle.Limit;
import app.velvet.api.throttle.Throttle;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Closes sign-in to an address that fails too often: for the one account it fails at, so that nobody is locked out from elsewhere,
 * and for all accounts when it tries many.
 *
 * <p>However many attempts run at once, no more of them learn that a password is wrong than count: one that comes when enough
 * were taken down before it is answered as if it had come later.
 */
@ApplicationScoped
class SignInThrottle {

    private final Throttle throttle;
    private final SessionSettings settings;

    SignInThrottle(Throttle throttle, SessionSettings settings) {
        this.throttle = throttle;
        this.settings = settings;
    }

    /** Fails with {@link SessionError#TOO_MANY_ATTEMPTS} if sign-in to the account is closed to the address. */
    Uni<Void> requireOpen(String address, String email) {
        return throttle.requireRoom(limits(address, email), SessionError.TOO_MANY_ATTEMPTS);
    }

    /**
     * Takes a failure down. Always fails: with {@link SessionError#INVALID_CREDENTIALS}, or as {@link #requireOpen} does
     * if others were taken down meanwhile; then this one does not count.
     */
    <T> Uni<T> fail(String address, String email) {
        return throttle.count(limits(address, email), SessionError.TOO_MANY_ATTEMPTS)
                .chain(() -> Uni.createFrom().failure(new RefusedException(SessionError.INVALID_CREDENTIALS)));
    }

    /** Of whatever is limited here. */
    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetWhatNoLongerCounts() {
        return throttle.forgetWhatNoLongerCounts();
    }

    private List<Limit> limits(String address, String email) {
        var from = failuresFrom(address);
        return List.of(
                new Limit(from, settings.failuresPerAddress(), settings.failuresCountFor()),
                new Limit(from + " as " + email, settings.failuresPerAccount(), settings.failuresCountFor()));
    }

    static String failuresFrom(String address) {
        return "failed sign-in from " + address;
    }
}
