package app.velvet.venues.reservation;

import app.velvet.api.parameters.Fields;
import java.util.List;

/** What is special about a guest: any of some words. */
final class ContactDegree {

    private static final List<String> WORDS = List.of("vip", "upsell", "comp");
    private static final int LONGEST_WORD = 10;

    private ContactDegree() {}

    static List<String> read(Fields fields, String name) {
        var given = fields.texts(name, LONGEST_WORD);
        if (given != null && !WORDS.containsAll(given)) {
            fields.reject(name, "is invalid");
            return List.of();
        }
        return given == null
                ? List.of()
                : WORDS.stream().filter(given::contains).toList();
    }
}
