package app.velvet.contacts.log;

import app.velvet.api.permission.KeySpace;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those logs that a reader may see and asks for: the conditions of a query, and their parameters. */
final class LogSelection {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private LogSelection() {}

    static LogSelection of(Caller caller, LogCriteria criteria) {
        var selection = new LogSelection();
        selection.where("l.companyId = :companyId", "companyId", caller.companyId());
        selection.readable(caller);
        if (criteria.contactIds() != null) {
            selection.where("l.contactId in :contactIds", "contactIds", criteria.contactIds());
        }
        if (criteria.kinds() != null) {
            selection.where("l.details.kind in :kinds", "kinds", criteria.kinds());
        }
        return selection;
    }

    Mutiny.SelectionQuery<LogMethod> logs(Mutiny.Session session) {
        return withParameters(session.createSelectionQuery(
                "select l from LogMethod l where " + conditions() + " order by l.id", LogMethod.class));
    }

    Mutiny.SelectionQuery<Long> count(Mutiny.Session session) {
        return withParameters(
                session.createSelectionQuery("select count(*) from LogMethod l where " + conditions(), Long.class));
    }

    private void readable(Caller caller) {
        var scopes = caller.reach(Right.READ_CONTACTS);
        if (!scopes.company()) {
            var reached = KeySpace.reachedBy(scopes, caller.userId());
            where(
                    "array_intersects(l.audience, :reached)",
                    "reached",
                    reached.stream().map(Object::toString).toArray(String[]::new));
        }
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition);
        parameters.put(parameter, value);
    }

    private String conditions() {
        return String.join(" and ", conditions);
    }

    private <T> Mutiny.SelectionQuery<T> withParameters(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
