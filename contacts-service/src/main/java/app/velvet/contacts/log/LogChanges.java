package app.velvet.contacts.log;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.List;
import java.util.Set;

/** What changes of a log are published: wherever what it says or who may see it has become different. */
final class LogChanges {

    static final String LOG_METHOD = "LogMethod";

    private LogChanges() {}

    /** A log as others know it at one moment, taken before and after a change. */
    record Snapshot(LogMethodView view, Set<Audience> audience) {

        static Snapshot of(LogMethod log) {
            return new Snapshot(LogMethodView.of(log), log.audience());
        }
    }

    static ChangeEvent created(LogMethod log, Long actorId) {
        return change(log, Action.CREATE, actorId);
    }

    static List<ChangeEvent> since(Snapshot before, LogMethod log, Long actorId) {
        return Snapshot.of(log).equals(before) ? List.of() : List.of(change(log, Action.UPDATE, actorId));
    }

    static ChangeEvent destroyed(LogMethod log, Long actorId) {
        return change(log, Action.DESTROY, actorId);
    }

    static ChangeEvent current(long companyId, LogMethodView log, Set<Audience> audience) {
        return new ChangeEvent(companyId, LOG_METHOD, log.id(), Action.UPDATE, log, audience, null);
    }

    private static ChangeEvent change(LogMethod log, Action action, Long actorId) {
        var data = action == Action.DESTROY ? null : LogMethodView.of(log);
        return new ChangeEvent(log.companyId(), LOG_METHOD, log.id(), action, data, log.audience(), actorId);
    }
}
