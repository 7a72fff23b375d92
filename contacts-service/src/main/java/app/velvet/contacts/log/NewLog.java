package app.velvet.contacts.log;

import app.velvet.api.parameters.Fields;
import java.util.function.UnaryOperator;

/**
 * A log that is to be.
 *
 * @param contactId null if it is about the contact of the task
 * @param taskId the task that it completes, or null
 */
record NewLog(Long contactId, Long taskId, UnaryOperator<LogDetails> details) {

    static NewLog read(Fields fields) {
        var log = new NewLog(
                fields.id("contact_id"), fields.id("task_id"), fields.requiredTree("log", LogDetails::readNew));
        if (!fields.isFilled("contact_id") && !fields.isFilled("task_id")) {
            fields.reject("contact_id", "can't be blank");
        }
        return log;
    }
}
