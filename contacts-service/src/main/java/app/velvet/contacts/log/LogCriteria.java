package app.velvet.contacts.log;

import app.velvet.api.parameters.Fields;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which logs are asked for. Each part narrows; null does not. */
record LogCriteria(List<Long> contactIds, List<LogKind> kinds) {

    private static final int LONGEST_KIND = 255;

    static LogCriteria read(Fields fields) {
        return new LogCriteria(fields.ids("contact_ids"), kinds(fields, "kinds"));
    }

    private static List<LogKind> kinds(Fields fields, String name) {
        var names = fields.texts(name, LONGEST_KIND);
        if (names == null) {
            return null;
        }
        var kinds = names.stream().map(LogCriteria::kind).toList();
        if (kinds.stream().anyMatch(Objects::isNull)) {
            fields.reject(name, "is invalid");
        }
        return kinds;
    }

    private static LogKind kind(String wireName) {
        return Stream.of(LogKind.values())
                .filter(kind -> Objects.equals(kind.wireName(), wireName))
                .findAny()
                .orElse(null);
    }
}
