package app.velvet.sync.pull;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Access;
import app.velvet.api.token.AccessDirectory;
import app.velvet.api.token.Caller;
import app.velvet.api.token.TokenClaims;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Asks again, in the course of an answer that takes its time, what was asked when the request came. From memory. */
@ApplicationScoped
class Admission {

    private final AccessDirectory directory;
    private final Clock clock;

    Admission(AccessDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** How long the caller's token lets him in; not positive if it does no more. */
    Duration timeLeft(Caller caller) {
        return Duration.between(clock.instant(), caller.tokenExpiresAt());
    }

    /**
     * The caller as he is known now.
     *
     * @return fails with {@link ApiError#INVALID_TOKEN} if his session has ended or his token has expired, with {@link ApiError#DEACTIVATED} if he may
     *     not come in for now
     */
    Uni<Caller> renew(Caller caller) {
        return find(caller).map(access -> {
            if (access instanceof Access.Granted granted) {
                return granted.caller();
            }
            throw new RefusedException(
                    access instanceof Access.Deactivated ? ApiError.DEACTIVATED : ApiError.INVALID_TOKEN);
        });
    }

    /** Whether he may still come in, and with the permissions with which he came. */
    Uni<Boolean> isUnchanged(Caller caller) {
        return find(caller)
                .map(access -> access instanceof Access.Granted granted
                        && granted.caller().permissions().equals(caller.permissions()));
    }

    /** @return fails if he may not go on with what he may not have seen to its end */
    Uni<Void> requireUnchanged(Caller caller) {
        return isUnchanged(caller)
                .invoke(unchanged -> {
                    if (!unchanged) {
                        throw new RefusedException(ApiError.NOT_PERMITTED);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Access> find(Caller caller) {
        return timeLeft(caller).compareTo(Duration.ZERO) > 0
                ? directory.find(claims(caller))
                : Uni.createFrom().item(new Access.Ended());
    }

    /** What his token said; he came in with it, so this service knows the state that it was issued on. */
    private static TokenClaims claims(Caller caller) {
        return new TokenClaims(
                caller.companyId(), caller.userId(), caller.sessionId(), caller.device(), 0, caller.tokenExpiresAt());
    }
}
