package app.velvet.venues.guestlist;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Guestlists as they were last published. */
@ApplicationScoped
public class PublishedGuestlists {

    private final WholeGuestlists wholeGuestlists;

    PublishedGuestlists(WholeGuestlists wholeGuestlists) {
        this.wholeGuestlists = wholeGuestlists;
    }

    public List<PublishedClass> classes() {
        return List.of(new Guestlists());
    }

    private final class Guestlists implements PublishedClass {

        @Override
        public String name() {
            return GuestlistChanges.GUESTLIST;
        }

        @Override
        public String query() {
            return "select " + WholeGuestlists.JSON + " as guestlist" + WholeGuestlists.SOURCE
                    + "where r.company_id = ? and r.id > ? order by r.id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            return GuestlistChanges.of(Action.UPDATE, wholeGuestlists.json().read(row.getString("guestlist")), null);
        }
    }
}
