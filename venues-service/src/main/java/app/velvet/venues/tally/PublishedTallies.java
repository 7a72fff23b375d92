package app.velvet.venues.tally;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Tallies as they were last published. */
@ApplicationScoped
public class PublishedTallies implements PublishedClass {

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return TallyChanges.TALLY;
    }

    @Override
    public String query() {
        return """
                select t.*, e.venue_id from tally t join event e on e.company_id = t.company_id and e.id = t.event_id
                 where t.company_id = ? and t.id > ? order by t.id
                """;
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var tally = new TallyView(
                row.getLong("id"),
                type(row.getString("type")),
                row.getLong("event_id"),
                row.getLong("user_id"),
                row.getInt("actual_count"),
                row.getObject("guestlist_type_id", Long.class));
        return TallyChanges.of(Action.UPDATE, tally, row.getLong("venue_id"), row.getLong("company_id"), null);
    }

    private static TallyType type(String stored) {
        return Stream.of(TallyType.values())
                .filter(type -> type.wireName().equals(stored))
                .findFirst()
                .orElseThrow();
    }
}
