package app.velvet.auth.session;

import app.velvet.auth.user.User;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Ends sessions within the transaction of whatever is the reason for it. */
@ApplicationScoped
public class EndingSessions {

    private final SessionRepository sessions;
    private final Clock clock;

    EndingSessions(SessionRepository sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Ends all sessions of a user. No new one begins meanwhile if he is held for a change.
     *
     * @return the changes that are still to be appended to the outbox
     */
    public Uni<List<ChangeEvent>> endAll(User user, Long actorId) {
        return sessions.holdLiveOfUser(user.companyId(), user.id(), clock.instant())
                .map(live -> end(live, actorId));
    }

    /** Ends one session if it has not ended yet; otherwise as {@link #endAll}. */
    Uni<List<ChangeEvent>> endOne(long companyId, long sessionId, Long actorId) {
        return sessions.holdLive(companyId, sessionId).map(live -> end(live, actorId));
    }

    private List<ChangeEvent> end(List<Session> live, Long actorId) {
        var now = clock.instant();
        live.forEach(session -> session.end(now));
        return live.stream()
                .map(session -> SessionChanges.ended(session, actorId))
                .toList();
    }
}
