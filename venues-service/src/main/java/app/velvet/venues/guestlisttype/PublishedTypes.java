package app.velvet.venues.guestlisttype;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Guestlist types as they were last published. */
@ApplicationScoped
public class PublishedTypes {

    private final ObjectMapper json;

    PublishedTypes(ObjectMapper json) {
        this.json = json;
    }

    public List<PublishedClass> classes() {
        return List.of(new Types());
    }

    private final class Types implements PublishedClass {

        @Override
        public String name() {
            return TypeChanges.GUESTLIST_TYPE;
        }

        @Override
        public String query() {
            return """
                    select g.company_id, t.venue_id, to_jsonb(g) || jsonb_build_object('default', g.preselected) as type
                      from guestlist_type g
                      join guestlist_template t on t.company_id = g.company_id and t.id = g.guestlist_template_id
                     where g.company_id = ? and g.id > ? order by g.id
                    """;
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            return TypeChanges.of(
                    Action.UPDATE,
                    type(row.getString("type")),
                    row.getLong("company_id"),
                    row.getLong("venue_id"),
                    null);
        }

        private GuestlistTypeView type(String stored) {
            try {
                return json.readValue(stored, GuestlistTypeView.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("PostgreSQL made JSON that is none", e);
            }
        }
    }
}
