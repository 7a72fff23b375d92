package app.velvet.push.notification;

import app.velvet.api.parameters.Fields;
import java.util.List;
import java.util.stream.Stream;

/**
 * A message to staff that is to be sent. Exactly one of the three says to whom.
 *
 * @param userIds these users, or null
 * @param venueId who works at this venue, or null
 * @param everyone all of the company
 * @param title null for none
 */
record NewMessage(List<Long> userIds, Long venueId, boolean everyone, String title, String message) {

    private static final int LONGEST_TITLE = 255;
    private static final int LONGEST_MESSAGE = 10_000;

    static NewMessage read(Fields fields) {
        var message = new NewMessage(
                fields.ids("user_ids"),
                fields.id("venue_id"),
                fields.bool("everyone", false),
                fields.text("title", LONGEST_TITLE),
                fields.requiredText("message", LONGEST_MESSAGE));
        message.requireOneKindOfRecipients(fields);
        return message;
    }

    private void requireOneKindOfRecipients(Fields fields) {
        boolean namesUsers = fields.isFilled("user_ids") && !List.of().equals(userIds);
        long kinds = Stream.of(namesUsers, fields.isFilled("venue_id"), everyone)
                .filter(given -> given)
                .count();
        if (kinds == 0) {
            fields.reject("user_ids", "can't be blank");
        } else if (kinds > 1) {
            fields.reject("user_ids", "can't be given along with venue_id or everyone");
        }
    }
}
