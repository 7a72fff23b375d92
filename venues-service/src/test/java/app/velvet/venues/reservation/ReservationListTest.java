package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.Night.PATH;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which reservations are on a list. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ReservationListTest {

    @Inject
    Staff staff;

    private Night night;
    private long nina;
    private long miles;

    @BeforeEach
    void openEvent() {
        night = new Night(staff);
        nina = night.guests.come("Nina Simone");
        miles = night.guests.come("Miles Davis");
    }

    @AfterEach
    void closeEvent() {
        night.close();
    }

    @Test
    void listsAreNarrowedByEachParameter() {
        long blues = night.anotherEvent("Blues", LocalDate.now().minusDays(7));
        long one = night.book(night.confirmed(), nina);
        long two = night.book(night.of("lead"), miles);
        long three = night.book(night.of("lead").put("event_id", blues), nina);

        night.api.getting(PATH).body("id", contains((int) one, (int) two, (int) three));
        night.api.getting(PATH, "event_id", night.event).body("id", contains((int) one, (int) two));
        night.api.getting(PATH, "section_id", night.section).body("id", contains((int) one));
        night.api.getting(PATH, "contact_id", nina).body("id", contains((int) one, (int) three));
        night.api.getting(PATH, "contact_ids", miles).body("id", contains((int) two));
        night.api.getting(PATH + "/past").body("id", contains((int) three));
        night.api.getting(PATH + "/upcoming", "contact_ids", nina).body("id", contains((int) one));
        night.api.getting(PATH, "date_end", LocalDate.now().toString()).body("id", contains((int) three));
        night.api.getting(PATH, "updated_since", "2999-01-01").body("", empty());
        night.api.getting(PATH, "page", 1).body("", hasSize(3)).header("X-Total-Count", "3");
        night.api.getting(PATH, "page", 2).body("", empty());
        night.api.getting(PATH, "page", 0).statusCode(400);
    }

    @Test
    void selectedVenuesNarrowWhatIsNotNamed() {
        long vanguard = night.api.venue("Vanguard");
        long blues = night.api.event("Blues", vanguard, Night.NEXT_WEEK);
        night.api.employing(night.venue, Api.working(night.manager));
        night.api.employing(vanguard, Api.working(night.manager));
        long one = night.book(night.confirmed(), nina);
        long two = night.book(night.of("lead").put("event_id", blues), nina);

        night.api.posting("/venues/set_filters", new JsonObject().put("venue_ids", String.valueOf(vanguard)));

        night.api.getting(PATH).body("id", contains((int) two));
        night.api.getting(PATH + "/upcoming").body("id", contains((int) two));
        night.api.getting(PATH, "event_id", night.event).body("id", contains((int) one));
        night.api.getting(PATH, "contact_id", nina).body("id", contains((int) one, (int) two));
        night.api.getting(PATH, "venue_id", night.venue).body("id", contains((int) one));
    }
}
