package app.velvet.contacts.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those tasks that a reader may see and asks for: the conditions of a query, and their parameters. */
final class TaskSelection {

    private final TaskAccess access;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private TaskSelection(TaskAccess access) {
        this.access = access;
    }

    static TaskSelection of(TaskAccess access, TaskCriteria criteria) {
        var selection = new TaskSelection(access);
        selection.where("t.companyId = :companyId", "companyId", access.companyId());
        selection.readable();
        if (criteria.contactId() != null) {
            selection.where("t.contactId = :contactId", "contactId", criteria.contactId());
        }
        if (criteria.kind() != null) {
            selection.where("t.kind = :kind", "kind", criteria.kind());
        }
        return selection;
    }

    Mutiny.SelectionQuery<Task> tasks(Mutiny.Session session) {
        return withParameters(session.createSelectionQuery(
                "select t from Task t where " + conditions() + " order by t.id", Task.class));
    }

    Mutiny.SelectionQuery<Long> count(Mutiny.Session session) {
        return withParameters(
                session.createSelectionQuery("select count(*) from Task t where " + conditions(), Long.class));
    }

    private void readable() {
        var scopes = access.reading();
        if (scopes.company()) {
            return;
        }
        var reached = new ArrayList<String>();
        if (scopes.self()) {
            reached.add("t.ownerId = :userId or t.userId = :userId");
            parameters.put("userId", access.userId());
        }
        if (!scopes.venueIds().isEmpty()) {
            reached.add("t.venueId in :venueIds");
            parameters.put("venueIds", scopes.venueIds());
        }
        conditions.add(reached.isEmpty() ? "1 = 0" : "(" + String.join(" or ", reached) + ")");
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
