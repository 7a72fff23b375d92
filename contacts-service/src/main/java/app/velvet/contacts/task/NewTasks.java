package app.velvet.contacts.task;

import app.velvet.api.parameters.Fields;
import java.util.List;

/**
 * A task for each of some contacts.
 *
 * @param contactIds each once
 */
record NewTasks(List<Long> contactIds, NewTask task) {

    private static final int MOST_CONTACTS = 500;

    static NewTasks read(Fields fields) {
        return new NewTasks(contactIds(fields, "contact_ids"), fields.requiredTree("task", NewTask::read));
    }

    private static List<Long> contactIds(Fields fields, String name) {
        var ids = fields.ids(name);
        var distinct = ids == null ? List.<Long>of() : ids.stream().distinct().toList();
        if (distinct.isEmpty() && !fields.isFilled(name)) {
            fields.reject(name, "can't be blank");
        }
        if (distinct.size() > MOST_CONTACTS) {
            fields.reject(name, "has more than " + MOST_CONTACTS + " entries");
        }
        return distinct;
    }
}
