package app.velvet.contacts.task;

import app.velvet.api.parameters.Fields;

/** Which tasks are asked for. Each part narrows; null does not. */
record TaskCriteria(Long contactId, String kind) {

    private static final int LONGEST_KIND = 255;

    static TaskCriteria read(Fields fields) {
        return new TaskCriteria(fields.id("contact_id"), fields.text("kind", LONGEST_KIND));
    }
}
