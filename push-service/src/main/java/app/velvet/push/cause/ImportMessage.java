package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeData;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the one who imported contacts is told of it. */
final class ImportMessage {

    /** A phone shows no more. */
    private static final int MOST_REASONS = 3;

    private ImportMessage() {}

    static String of(ChangeData data) {
        var message = counts(data);
        var reasons = reasons(data.json().path("reasons"));
        if ("failed".equals(data.text("state"))) {
            message += ". The import ended early";
        }
        return reasons.isEmpty() ? message : message + ": " + String.join(", ", reasons);
    }

    private static String counts(ChangeData data) {
        long skipped = count(data, "skipped");
        long failed = count(data, "failed");
        var parts = new ArrayList<String>();
        parts.add(count(data, "imported") + " of " + count(data, "total") + " contacts were imported");
        if (skipped > 0) {
            parts.add(skipped + " you had already");
        }
        if (failed > 0) {
            parts.add(failed + " failed");
        }
        return String.join(", ", parts);
    }

    private static List<String> reasons(JsonNode reasons) {
        var told = new ArrayList<String>();
        for (var reason : reasons) {
            if (told.size() == MOST_REASONS) {
                told.add("…");
                break;
            }
            var card = reason.path("card");
            told.add(Quoted.of((card.isNumber() ? "card " + card.asInt() + " " : "")
                    + reason.path("reason").asText()));
        }
        return told;
    }

    private static long count(ChangeData data, String field) {
        var number = data.number(field);
        return number == null ? 0 : number;
    }
}
