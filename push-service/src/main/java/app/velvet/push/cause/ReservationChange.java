package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** What has become different of a reservation. */
record ReservationChange(KnownReservation before, KnownReservation after) {

    /** A phone shows no more. */
    private static final int MOST_TABLES = 5;

    private static final String NOBODY = "nobody";

    /** What it is now, of what was something else before. */
    String inWords(Connection transaction, ChangeRecord change, JsonNode data) throws SQLException {
        var differences = new ArrayList<String>();
        if (!Objects.equals(before.status(), after.status())) {
            differences.add("Status: " + named(data.path("status_name").textValue(), "unknown"));
        }
        if (!Objects.equals(before.hostId(), after.hostId())) {
            differences.add("Host: " + person(transaction, change, after.hostId()));
        }
        if (!Objects.equals(before.waitressId(), after.waitressId())) {
            differences.add("Waitress: " + person(transaction, change, after.waitressId()));
        }
        if (!before.tableIds().equals(after.tableIds())) {
            differences.add("Table: " + tables(data));
        }
        return String.join(". ", differences);
    }

    private static String person(Connection transaction, ChangeRecord change, Long userId) throws SQLException {
        return userId == null ? NOBODY : named(Readers.name(transaction, change.companyId(), userId), "somebody else");
    }

    private String tables(JsonNode data) {
        var names = StreamSupport.stream(data.path("assigned_tables").spliterator(), false)
                .limit(MOST_TABLES)
                .map(table -> table.path("name").textValue())
                .toArray(String[]::new);
        var listed = named(Quoted.listed(names), after.tableIds().isEmpty() ? "none" : "another");
        return after.tableIds().size() > MOST_TABLES ? listed + ", …" : listed;
    }

    private static String named(String name, String otherwise) {
        var quoted = Quoted.of(name);
        return quoted == null ? otherwise : quoted;
    }
}
