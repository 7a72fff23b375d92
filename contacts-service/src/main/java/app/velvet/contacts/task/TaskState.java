package app.velvet.contacts.task;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** Whether a task is done. */
enum TaskState implements WireName {
    INCOMPLETE("incomplete"),
    COMPLETE("complete");

    @EnumeratedValue
    private final String wireName;

    TaskState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
