package app.velvet.contacts.task;

import app.velvet.api.parameters.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How the fields of a task are read. */
final class TaskFields {

    static final String DEFAULT_KIND = "manual";

    private static final int LONGEST_TEXT = 255;

    private TaskFields() {}

    static String category(Fields fields, String name) {
        return fields.requiredText(name, LONGEST_TEXT);
    }

    static Instant date(Fields fields, String name) {
        requireFilled(fields, name);
        var date = fields.timestamp(name);
        return date == null ? null : date.truncatedTo(ChronoUnit.MICROS);
    }

    static String kind(Fields fields, String name) {
        var kind = fields.text(name, LONGEST_TEXT);
        return kind == null ? DEFAULT_KIND : kind;
    }

    static TaskState state(Fields fields, String name) {
        requireFilled(fields, name);
        return fields.oneOf(name, TaskState.class);
    }

    private static void requireFilled(Fields fields, String name) {
        if (!fields.isFilled(name)) {
            fields.reject(name, "can't be blank");
        }
    }
}
