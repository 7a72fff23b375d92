package app.velvet.venues.venue;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import app.velvet.venues.picture.Pictures;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Venues and who works there as they were last published. */
@ApplicationScoped
public class PublishedVenues {

    private final ObjectMapper json;
    private final Pictures pictures;
    private final Clock clock;

    PublishedVenues(ObjectMapper json, Pictures pictures, Clock clock) {
        this.json = json;
        this.pictures = pictures;
        this.clock = clock;
    }

    /** What others refer to first. */
    public List<PublishedClass> classes() {
        return List.of(new Venues(), new UserVenues());
    }

    private final class Venues implements PublishedClass {

        @Override
        public String name() {
            return VenueChanges.VENUE;
        }

        @Override
        public String query() {
            return "select to_jsonb(v) as venue from venue v where v.company_id = ? and v.id > ? order by v.id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var venue = venue(row.getString("venue"));
            return VenueChanges.of(
                    Action.UPDATE, VenueView.of(venue, pictures.view(venue.logo()), clock.instant()), null);
        }

        private Venue venue(String stored) {
            try {
                return new Venue(json.readValue(stored, StoredVenue.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("PostgreSQL made JSON that is none", e);
            }
        }
    }

    private static final class UserVenues implements PublishedClass {

        @Override
        public String name() {
            return VenueChanges.USER_VENUE;
        }

        @Override
        public String query() {
            return """
                    select u.*, v.name as venue_name
                      from user_venue u join venue v on v.company_id = u.company_id and v.id = u.venue_id
                     where u.company_id = ? and u.id > ? order by u.id
                    """;
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var userVenue = new UserVenueView(
                    row.getLong("id"),
                    row.getLong("venue_id"),
                    row.getString("venue_name"),
                    row.getBoolean("home"),
                    row.getLong("user_id"),
                    row.getBoolean("selected"));
            return VenueChanges.of(Action.UPDATE, userVenue, row.getLong("company_id"), null);
        }
    }
}
