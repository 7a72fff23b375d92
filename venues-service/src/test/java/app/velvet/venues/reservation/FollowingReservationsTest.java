package app.velvet.venues.reservation;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.ids;
import static app.velvet.venues.reservation.Night.with;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of reservations when what they tell of changes. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class FollowingReservationsTest {

    private static final String LONG_AGO = "2020-01-02T03:04:05Z";
    private static final int MANY = 1100;

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Night night;
    private long nina;
    private long reservation;
    private long marker;
    private Published published;

    @BeforeEach
    void book() {
        night = new Night(staff);
        nina = night.guests.come("Nina Simone");
        marker = night.guests.come("Mark Er");
        reservation = night.book(night.confirmed(), nina);
        night.book(night.confirmed(), marker);
        database.execute("update reservation set updated_at = '%s' where id = %d".formatted(LONG_AGO, reservation));
        published = Published.on("venues.changes", night.manager.companyId());
    }

    @AfterEach
    void closeTopic() {
        published.close();
        night.close();
    }

    /** Whatever was told before is done when this is told, since it is done in order. */
    private List<ConsumerRecord<String, String>> untilSilence(int expected) {
        night.guests.tell(Guests.guest(marker, "Mark " + Guests.newId()), "company");
        await().until(() -> published.await(1, "Reservation").stream()
                .anyMatch(change -> data(change).getLong("contact_id") == marker));
        var changes = published.await(expected + 1, "Reservation").stream()
                .filter(change -> data(change).getLong("contact_id") == nina)
                .toList();
        assertEquals(expected, changes.size());
        return changes;
    }

    @Test
    void guestsNameFollowsAndTheReservationCountsAsUnchanged() {
        night.guests.tell(Guests.guest(nina, "Eunice Waymon"), "company");

        var change = untilSilence(1).get(0);
        assertEquals("update Reservation/" + reservation, Published.summary(change));
        assertEquals("Eunice Waymon", data(change).getJsonObject("contact_info").getString("name"));
        assertEquals(LONG_AGO, data(change).getString("updated_at"));
        night.api
                .getting(PATH + "/" + reservation)
                .body("contact_info.name", equalTo("Eunice Waymon"))
                .body("updated_at", equalTo(LONG_AGO));
    }

    @Test
    void whatIsNotEmbeddedIsNotTold() {
        night.guests.tell(Guests.guest(nina, "Nina Simone").put("total_spent", 900), "company");
        night.guests.tell(Guests.guest(nina, "Nina Simone").put("total_spent", 901), "company,venue:5");
        night.guests.repeat();

        untilSilence(0);
    }

    /** contacts-service counts anew what a guest spends whenever it hears of his reservations. */
    @Test
    void nothingEchoes() {
        night.guests.tell(Guests.guest(nina, "Eunice Waymon"), "company");
        var answered = new HashSet<Long>();
        for (int round = 1; round <= 3; round++) {
            for (var change : published.await(1, "Reservation")) {
                if (answered.add(change.offset())) {
                    night.guests.tell(
                            Guests.guest(nina, "Eunice Waymon").put("reservations_count", answered.size()), "company");
                }
            }
        }

        untilSilence(1);
    }

    @Test
    void tagsNotesTasksAndQualificationFollow() {
        long tag = Guests.newId();
        night.guests.tellOfTag(tag, "Jazz");
        night.guests.tell(Guests.guest(nina, "Nina Simone").put("tags", ids(tag)), "company");
        published.await(1, "Reservation");
        night.guests.tellOfTag(tag, "Soul");
        published.await(2, "Reservation");
        long note = Guests.newId();
        night.guests.tellOfNote(Guests.note(note, night.manager.userId(), "Corner", "reservation_id", reservation));
        published.await(3, "Reservation");
        long task = Guests.newId();
        night.guests.tellOfTask(task, reservation);
        published.await(4, "Reservation");
        night.guests.tellOfQualification(Guests.newId(), nina, night.venue, "qualified");
        night.guests.tellOfQualification(Guests.newId(), nina, night.venue + 1, "disqualified");

        var last = data(untilSilence(5).get(4));
        assertEquals("Soul", last.getJsonObject("contact_info").getString("tag_names"));
        assertEquals(
                List.of(task),
                last.getJsonArray("task_ids").stream()
                        .map(id -> ((Number) id).longValue())
                        .toList());
        night.api
                .getting(PATH + "/" + reservation)
                .body("qualification", equalTo("qualified"))
                .body("notes.id", contains((int) note))
                .body("notes.text", contains("Corner"))
                .body("notes[0].can_be_edited", equalTo(false))
                .body("updated_at", equalTo(LONG_AGO));
    }

    @Test
    void eventsNameAndEndFollow() {
        night.api
                .putting(
                        "/events/" + night.event,
                        new JsonObject().put("event", with("name", "Blues").put("end_time", "05:00")))
                .statusCode(200);

        published.await(2, "Reservation");
        var info = data(untilSilence(1).get(0)).getJsonObject("event_info");
        assertEquals("Blues", info.getString("name"));
        assertEquals("05:00", info.getString("end_time"));
    }

    @Test
    void whoMaySeeAGuestDecidesAtOnceWhoSeesHowToReachHim() {
        var owner = staff.hire(night.manager.companyId(), "Olga Owner")
                .may(Staff.EVERYTHING, "Reservation", "read")
                .may(Staff.OWN, "Contact", "read", "view_full")
                .done();
        Api.of(owner).getting(PATH + "/" + reservation).body("contact_info.phone", nullValue());

        night.guests.tell(Guests.guest(nina, "Nina Simone"), "company,user:" + owner.userId());

        untilSilence(0);
        Api.of(owner)
                .getting(PATH + "/" + reservation)
                .body("contact_info.email", equalTo("nina.simone@guest.example"));
    }

    @Test
    void guestsByTheThousandFollowATag() {
        long tag = Guests.newId();
        night.guests.tellOfTag(tag, "Jazz");
        await().until(() -> database.count("tag where id = " + tag) == 1);
        database.execute("""
                insert into contact (company_id, id, name, state, tag_ids, audience)
                select %1$d, 50000000 + cast(%2$d as bigint) * 10000 + n, 'Guest', 'customer', array[%2$d], array['company']
                  from generate_series(1, %3$d) n
                """.formatted(night.manager.companyId(), tag, MANY));
        database.execute("""
                insert into reservation (company_id, id, event_id, venue_id, contact_id, requested_table_ids,
                        assigned_table_ids, count_males, count_females, status, lost, contact_degree, closeout, created_at,
                        updated_at)
                select company_id, nextval('reservation_id'), %d, %d, id, '{}', '{}', 1, 1, 'lead', false, '{}', false,
                       now(), now()
                  from contact where company_id = %d and name = 'Guest'
                """.formatted(night.event, night.venue, night.manager.companyId()));

        night.guests.tellOfTag(tag, "Soul");

        var told = published.await(MANY, "Reservation");
        assertEquals(MANY, told.size());
        assertEquals(
                MANY,
                told.stream()
                        .filter(change -> "Soul"
                                .equals(data(change)
                                        .getJsonObject("contact_info")
                                        .getString("tag_names")))
                        .map(ConsumerRecord::key)
                        .distinct()
                        .count());
        await().until(() -> database.count("derived_change where company_id = " + night.manager.companyId()) == 0);
    }
}
