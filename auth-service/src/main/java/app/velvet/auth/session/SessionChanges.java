package app.velvet.auth.session;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;

/**
 * Sessions as other services learn of them: only when they have ended. Each is destroyed when its token would have expired
 * and nobody needs to know of it any more.
 */
final class SessionChanges {

    static final String CLASS_NAME = "Session";

    private SessionChanges() {}

    static ChangeEvent ended(Session session, Long actorId) {
        return change(session, Action.CREATE, Data.of(session), actorId);
    }

    static ChangeEvent forgotten(Session session) {
        return change(session, Action.DESTROY, null, null);
    }

    private static ChangeEvent change(Session session, Action action, Data data, Long actorId) {
        return change(session.companyId(), session.id(), session.userId(), action, data, actorId);
    }

    static ChangeEvent change(long companyId, long id, long userId, Action action, Data data, Long actorId) {
        return new ChangeEvent(companyId, CLASS_NAME, id, action, data, Set.of(Audience.user(userId)), actorId);
    }

    /**
     * @param apnTokenHash the SHA-256, in hexadecimal, of the APNs token of a device that its user wants no more pushes on
     *     from {@code endedAt} on, in whichever session he registered it; null if there is none
     */
    @RegisterForReflection
    record Data(long id, long userId, Instant endedAt, Instant expiresAt, String apnTokenHash) {

        static Data of(Session session) {
            return new Data(
                    session.id(), session.userId(), session.endedAt(), session.expiresAt(), session.apnTokenHash());
        }
    }
}
