package app.velvet.venues.event;

import static app.velvet.venues.Api.named;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nights by the clocks of their venue, whatever those do. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class EventNightsTest {

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Api api;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
    }

    private long venueIn(String zone) {
        return api.create("/venues", "venue", named("In " + zone).put("time_zone", zone));
    }

    private long event(long venue, String date, String start, String end) {
        return api.create(
                "/events",
                "event",
                named("Night")
                        .put("venue_id", venue)
                        .put("date", date)
                        .put("start_time", start)
                        .put("end_time", end));
    }

    @Test
    void listsAreByTheDayOnWhichANightBeginsAtItsVenue() {
        long late = event(venueIn("America/Los_Angeles"), "2026-06-12", "23:30", "05:00");
        long early = event(venueIn("Pacific/Auckland"), "2026-06-13", "01:00", "05:00");

        api.getting("/events", "date_start", "2026-06-12", "date_end", "2026-06-12")
                .body("id", contains((int) late));
        api.getting("/events", "date_start", "2026-06-13", "date_end", "2026-06-13")
                .body("id", contains((int) early));
        api.getting("/events", "date_start", "2026-06-14").body("id", empty());
        api.getting("/events/lite").body("id", contains((int) late, (int) early));
    }

    @Test
    void nightIsStartedAndFinishedByTheClocksOfItsVenue() {
        // A zone in which it is about noon, so that no test runs at midnight there.
        var now = Instant.now();
        int ahead = 12 - now.atZone(ZoneId.of("UTC")).getHour();
        // The signs of these names are the other way round.
        long venue = venueIn("Etc/GMT" + (ahead > 0 ? "-" + ahead : "+" + -ahead));
        var there = now.plus(Duration.ofHours(ahead)).atZone(ZoneId.of("UTC"));
        var today = there.toLocalDate().toString();
        var yesterday = there.toLocalDate().minusDays(1).toString();

        api.getting("/events/" + event(venue, today, "01:00", "23:00"))
                .body("started", equalTo(true))
                .body("finished", equalTo(false));
        api.getting("/events/" + event(venue, today, "22:00", "04:00"))
                .body("started", equalTo(false))
                .body("finished", equalTo(false));
        api.getting("/events/" + event(venue, yesterday, "22:00", "04:00"))
                .body("started", equalTo(true))
                .body("finished", equalTo(true));
        api.getting("/events/" + event(venue, yesterday, "22:00", "21:00"))
                .body("started", equalTo(true))
                .body("finished", equalTo(false));
    }

    @Test
    void nightOfAClockChangeKeepsItsHoursAndIsAnsweredByThem() throws SQLException {
        long venue = venueIn("Europe/Berlin");
        long twice = event(venue, "2026-10-24", "22:00", "02:30");
        long never = event(venue, "2026-03-28", "22:00", "02:30");

        for (var id : new long[] {twice, never}) {
            api.getting("/events/" + id).body("start_time", equalTo("22:00")).body("end_time", equalTo("02:30"));
        }
        assertEquals(Instant.parse("2026-10-25T01:30:00Z"), moment("ends_at", twice));
        assertEquals(Instant.parse("2026-03-29T01:30:00Z"), moment("ends_at", never));

        api.putting("/venues/" + venue, new JsonObject().put("venue", new JsonObject().put("time_zone", "Asia/Tokyo")))
                .statusCode(200);
        Awaitility.await().until(() -> moment("ends_at", twice).equals(Instant.parse("2026-10-24T17:30:00Z")));
        api.getting("/events/" + twice).body("end_time", equalTo("02:30"));
    }

    /** contacts-service tells from date and end alone when an event is over: by PostgreSQL's reading of them. */
    @Test
    void eventIsOverWhenContactsServiceHoldsItForOver() throws SQLException {
        var zone = ZoneId.of("America/New_York");
        long venue = venueIn(zone.getId());
        var change = zone.getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z"));
        for (int changes = 0; changes < 2; changes++) {
            var before = change.getDateTimeBefore().minusHours(2);
            for (int quarter = 1; quarter < 16; quarter++) {
                var end = before.plusMinutes(15L * quarter);
                long id = event(
                        venue,
                        before.toLocalDate().toString(),
                        before.toLocalTime().toString(),
                        end.toLocalTime().toString());
                assertEquals(readByPostgres(end.toString(), zone), moment("ends_at", id), end.toString());
                assertTrue(moment("ends_at", id).isAfter(moment("starts_at", id).truncatedTo(ChronoUnit.SECONDS)));
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    private Instant readByPostgres(String local, ZoneId zone) throws SQLException {
        return instant("select timestamp '" + local + "' at time zone '" + zone.getId() + "'");
    }

    private Instant moment(String column, long eventId) throws SQLException {
        return instant(
                "select " + column + " from event where company_id = " + manager.companyId() + " and id = " + eventId);
    }

    private Instant instant(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
