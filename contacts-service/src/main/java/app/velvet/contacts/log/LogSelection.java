package app.velvet.contacts.log;

import app.velvet.api.permission.KeySpace;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.contacts.query.Conditions;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those logs that a reader may see and asks for: the conditions of a query, and their parameters. */
final class LogSelection {

    private final Conditions conditions = new Conditions("l.id");

    private LogSelection() {}

    static LogSelection of(Caller caller, LogCriteria criteria) {
        var selection = new LogSelection();
        selection.conditions.add("l.companyId = :companyId", "companyId", caller.companyId());
        selection.readable(caller);
        if (criteria.contactIds() != null) {
            selection.conditions.add("l.contactId in :contactIds", "contactIds", criteria.contactIds());
        }
        if (criteria.kinds() != null) {
            selection.conditions.add("l.details.kind in :kinds", "kinds", criteria.kinds());
        }
        return selection;
    }

    Mutiny.SelectionQuery<LogMethod> logs(Mutiny.Session session) {
        return conditions.bind(session.createSelectionQuery(
                "select l from LogMethod l where " + conditions + " order by l.id", LogMethod.class));
    }

    Mutiny.SelectionQuery<Long> count(Mutiny.Session session) {
        return conditions.bind(
                session.createSelectionQuery("select count(*) from LogMethod l where " + conditions, Long.class));
    }

    private void readable(Caller caller) {
        var scopes = caller.reach(Right.READ_CONTACTS);
        if (!scopes.company()) {
            var reached = KeySpace.reachedBy(scopes, caller.userId());
            conditions.add(
                    "array_intersects(l.audience, :reached)",
                    "reached",
                    reached.stream().map(Object::toString).toArray(String[]::new));
        }
    }
}
