package app.velvet.venues.event;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Artists and events as they were last published. */
@ApplicationScoped
public class PublishedEvents {

    private final WholeEvents wholeEvents;
    private final EventViews views;

    PublishedEvents(WholeEvents wholeEvents, EventViews views) {
        this.wholeEvents = wholeEvents;
        this.views = views;
    }

    /** What others refer to first. */
    public List<PublishedClass> classes() {
        return List.of(new Artists(), new Events());
    }

    private final class Artists implements PublishedClass {

        @Override
        public String name() {
            return EventChanges.ARTIST;
        }

        @Override
        public String query() {
            return "select * from artist where company_id = ? and id > ? order by id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var artist = new StoredArtist(
                    row.getLong("id"),
                    row.getString("status"),
                    row.getString("name"),
                    row.getString("description"),
                    row.getString("avatar"));
            return EventChanges.of(Action.UPDATE, views.artist(artist), row.getLong("company_id"), null);
        }
    }

    private final class Events implements PublishedClass {

        @Override
        public String name() {
            return EventChanges.EVENT;
        }

        @Override
        public String query() {
            return "select " + WholeEvents.JSON
                    + " as event from event e where e.company_id = ? and e.id > ? order by e.id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            return EventChanges.of(Action.UPDATE, views.whole(wholeEvents.read(row.getString("event"))), null);
        }
    }
}
