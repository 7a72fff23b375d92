package app.velvet.auth.session;

import app.velvet.api.token.TokenClaims;
import app.velvet.auth.key.TokenIssuer;
import app.velvet.auth.user.User;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Begins sessions within the transaction that has found out that they may begin. Each emits the session's token. */
@ApplicationScoped
public class BeginningSessions {

    private final SessionRepository sessions;
    private final StateSequence stateSequence;
    private final TokenIssuer tokens;
    private final SessionSettings settings;
    private final Clock clock;

    BeginningSessions(
            SessionRepository sessions,
            StateSequence stateSequence,
            TokenIssuer tokens,
            SessionSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.stateSequence = stateSequence;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param user locked until the end of the transaction */
    Uni<String> of(User user, SignIn signIn) {
        return begin(Session.of(user, signIn, settings.tokenLifetime(), clock.instant()));
    }

    /** The one session of a user that is no person, whose device is that user himself. */
    public Uni<String> ofService(User user, Duration lifetime) {
        return begin(Session.ofService(user, lifetime, clock.instant()));
    }

    private Uni<String> begin(Session session) {
        return sessions.add(session).chain(this::issueToken);
    }

    private Uni<String> issueToken(Session session) {
        return stateSequence
                .of(session.companyId(), session.userId())
                .map(sequence -> tokens.issue(new TokenClaims(
                        session.companyId(),
                        session.userId(),
                        session.id(),
                        session.device(),
                        sequence,
                        session.expiresAt())));
    }
}
