package app.velvet.venues.hold;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Holds as they were last published. */
@ApplicationScoped
public class PublishedHolds {

    public List<PublishedClass> classes() {
        return List.of(new Holds());
    }

    private static final class Holds implements PublishedClass {

        @Override
        public String name() {
            return HoldChanges.TABLE_HOLD;
        }

        @Override
        public String query() {
            return """
                    select h.*, e.name as event_name, e.date as event_date, e.venue_id, t.name as table_name, t.section_id,
                           s.name as section_name
                      from table_hold h
                      join event e on e.company_id = h.company_id and e.id = h.event_id
                      join floor_table t on t.company_id = h.company_id and t.id = h.table_id
                      join floor_section s on s.company_id = t.company_id and s.id = t.section_id
                     where h.company_id = ? and h.id > ? order by h.id
                    """;
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var hold = new TableHoldView(
                    row.getLong("id"),
                    row.getLong("event_id"),
                    row.getString("event_name"),
                    row.getObject("event_date", LocalDate.class),
                    row.getLong("venue_id"),
                    row.getLong("table_id"),
                    row.getString("table_name"),
                    row.getLong("section_id"),
                    row.getString("section_name"),
                    row.getLong("user_id"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant());
            return HoldChanges.of(Action.UPDATE, hold, row.getLong("company_id"), null);
        }
    }
}
