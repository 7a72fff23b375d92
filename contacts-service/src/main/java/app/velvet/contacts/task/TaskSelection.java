package app.velvet.contacts.task;

import app.velvet.contacts.query.Conditions;
import java.util.ArrayList;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those tasks that a reader may see and asks for: the conditions of a query, and their parameters. */
final class TaskSelection {

    private final TaskAccess access;
    private final Conditions conditions = new Conditions("t.id");

    private TaskSelection(TaskAccess access) {
        this.access = access;
    }

    static TaskSelection of(TaskAccess access, TaskCriteria criteria) {
        var selection = new TaskSelection(access);
        selection.conditions.add("t.companyId = :companyId", "companyId", access.companyId());
        selection.readable();
        if (criteria.contactId() != null) {
            selection.conditions.add("t.contactId = :contactId", "contactId", criteria.contactId());
        }
        if (criteria.kind() != null) {
            selection.conditions.add("t.kind = :kind", "kind", criteria.kind());
        }
        return selection;
    }

    Mutiny.SelectionQuery<Task> tasks(Mutiny.Session session) {
        return conditions.bind(session.createSelectionQuery(
                "select t from Task t where " + conditions + " order by t.id", Task.class));
    }

    Mutiny.SelectionQuery<Long> count(Mutiny.Session session) {
        return conditions.bind(
                session.createSelectionQuery("select count(*) from Task t where " + conditions, Long.class));
    }

    private void readable() {
        var scopes = access.reading();
        if (scopes.company()) {
            return;
        }
        var reached = new ArrayList<String>();
        if (scopes.self()) {
            var userId = conditions.parameter(access.userId());
            reached.add("t.ownerId = " + userId + " or t.userId = " + userId);
        }
        if (!scopes.venueIds().isEmpty()) {
            reached.add("t.venueId in " + conditions.parameter(scopes.venueIds()));
        }
        conditions.add(reached.isEmpty() ? "1 = 0" : "(" + String.join(" or ", reached) + ")");
    }
}
