package app.velvet.auth.session;

import static java.util.Comparator.comparing;

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
     * Ends all sessions of a user. No new one begins meanwhile if he is locked for an update.
     *
     * @param actorId null if no user does it
     * @return the changes that are still to be appended to the outbox
     */
    public Uni<List<ChangeEvent>> endAll(User user, Long actorId) {
        return endAllBut(0, user, actorId);
    }

    /** As {@link #endAll}, by a sign-out. */
    Uni<List<ChangeEvent>> endAll(User user, SignOut signOut, Long actorId) {
        return sessions.liveOfUserForUpdate(user.companyId(), user.id(), clock.instant())
                .map(live -> end(live, signOut.apnToken(), actorId));
    }

    /** As {@link #endAll}, except for the newest {@code remaining}. */
    Uni<List<ChangeEvent>> endAllBut(int remaining, User user, Long actorId) {
        return sessions.liveOfUserForUpdate(user.companyId(), user.id(), clock.instant())
                .map(live -> end(oldestBut(remaining, live), null, actorId));
    }

    /** By the time at which they began: ids of several replicas do not tell it. */
    private static List<Session> oldestBut(int remaining, List<Session> live) {
        return live.stream()
                .sorted(comparing(Session::createdAt).thenComparing(Session::id))
                .limit(Math.max(0, live.size() - remaining))
                .toList();
    }

    /** Ends one session by a sign-out if it has not ended yet; otherwise as {@link #endAll}. */
    Uni<List<ChangeEvent>> endOne(long companyId, long sessionId, SignOut signOut, Long actorId) {
        return sessions.findLiveForUpdate(companyId, sessionId)
                .map(live -> end(live.stream().toList(), signOut.apnToken(), actorId));
    }

    private List<ChangeEvent> end(List<Session> live, String apnToken, Long actorId) {
        var now = clock.instant();
        live.forEach(session -> session.end(now, apnToken));
        return live.stream()
                .map(session -> SessionChanges.ended(session, actorId))
                .toList();
    }
}
