package app.velvet.venues.reservation;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reservations as they were last published. */
@ApplicationScoped
public class PublishedReservations {

    private final WholeReservations wholeReservations;

    PublishedReservations(WholeReservations wholeReservations) {
        this.wholeReservations = wholeReservations;
    }

    public List<PublishedClass> classes() {
        return List.of(new Reservations());
    }

    private final class Reservations implements PublishedClass {

        @Override
        public String name() {
            return ReservationChanges.RESERVATION;
        }

        @Override
        public String query() {
            return "select " + WholeReservations.JSON + " as reservation" + WholeReservations.SOURCE
                    + "where r.company_id = ? and r.id > ? order by r.id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            return ReservationChanges.of(Action.UPDATE, wholeReservations.read(row.getString("reservation")), null);
        }
    }
}
