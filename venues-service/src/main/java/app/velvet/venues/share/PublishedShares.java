package app.velvet.venues.share;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Shares as they were published. */
@ApplicationScoped
public class PublishedShares implements PublishedClass {

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return ShareChanges.EVENT_SHARE;
    }

    @Override
    public String query() {
        return """
                select s.*, e.venue_id
                  from event_share s join event e on e.company_id = s.company_id and e.id = s.event_id
                 where s.company_id = ? and s.id > ? order by s.id
                """;
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var share = new EventShareView(
                row.getLong("id"),
                row.getLong("event_id"),
                row.getLong("user_id"),
                row.getString("social_network_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return ShareChanges.of(Action.UPDATE, share, row.getLong("venue_id"), row.getLong("company_id"), null);
    }
}
