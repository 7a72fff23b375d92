package app.velvet.contacts.goal;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.events.Action;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** Whatever is done, and whatever is told how often, the progress that is kept is what all that there is comes to. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ProgressHistoryTest {

    private static final int STEPS = 120;
    private static final int MOST_CONTACTS = 4;
    private static final List<String> DATES = List.of("2026-04-30", "2026-05-01", "2026-05-04", "2026-06-30");
    private static final List<String> ZONES = List.of("America/New_York", "Pacific/Auckland");

    private static final String CONTACTS = "/api/v1/contacts/";
    private static final String LOGS = "/api/v1/logs/";
    private static final String TASKS = "/api/v1/tasks/";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Deeds deeds = new Deeds();

    @Inject
    Staff staff;

    @Inject
    KeptProgress kept;

    private Member manager;
    private List<Member> members;
    private Venues venues;

    @BeforeEach
    void hire() {
        manager = staff.hire(Staff.newCompany(), "Mia Manager")
                .may(Staff.EVERYTHING, "Contact", "manage")
                .may(Staff.EVERYTHING, "Task", "manage")
                .done();
        members = List.of(
                manager,
                staff.hire(manager.companyId(), "Pia Promoter")
                        .asPromoter()
                        .may(Staff.EVERYTHING, "Contact", "manage")
                        .may(Staff.EVERYTHING, "Task", "manage")
                        .done());
        venues = new Venues(manager.companyId());
    }

    @AfterEach
    void close() {
        venues.close();
    }

    @RepeatedTest(3)
    void progressIsExactAfterAnyHistory() throws SQLException {
        goOn();
        assertProgressIsExact("UTC");
        for (var zone : ZONES) {
            kept.move(manager.companyId(), zone);
            assertProgressIsExact(zone);
            // To count anew has made good whatever was wrong: what follows is kept by these clocks.
            goOn();
            assertProgressIsExact(zone);
        }

        venues.restore();
        deeds.guestlists.clear();
        deeds.shares.clear();
        var lost = List.copyOf(deeds.reservations.keySet());
        deeds.reservations.keySet().removeAll(lost.subList(0, lost.size() / 2));
        List.copyOf(deeds.reservations.keySet()).forEach(this::tellOfReservation);
        venues.endSnapshot();
        assertProgressIsExact(ZONES.get(ZONES.size() - 1));
    }

    private void goOn() {
        for (int i = 0; i < STEPS; i++) {
            step();
            if (random.nextInt(5) == 0 && !deeds.reservations.isEmpty()) {
                venues.repeat();
            }
        }
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0, 1 -> tellOfReservation(anyOf(deeds.reservations));
            case 2, 3 -> tellOfGuestlist(anyOf(deeds.guestlists));
            case 4 -> tellOfShare(anyOf(deeds.shares));
            case 5 -> endBooking();
            case 6, 7 -> createContact();
            case 8 -> planTask();
            case 9, 10 -> changeTask();
            case 11, 12 -> log();
            case 13 -> changeLog();
            case 14 -> changeState();
            default -> deleteContact();
        }
    }

    /** One that there is, or a new one. */
    private long anyOf(Map<Long, ?> known) {
        return !known.isEmpty() && random.nextBoolean() ? pick(known) : Venues.newId();
    }

    private void tellOfReservation(long id) {
        long eventId = 1 + random.nextInt(3);
        var date = pick(DATES);
        var spent = random.nextInt(900);
        boolean isClosedOut = random.nextInt(3) > 0;
        long originatorId = userId();
        var open = Venues.reservation(1, eventId, date, "win", "paid").put("originator_id", originatorId);
        venues.tellOfReservation(id, isClosedOut ? Venues.closedOut(open, spent, 0) : open, 7);
        deeds.reservations.put(id, new Deeds.Sale(originatorId, eventId, LocalDate.parse(date), isClosedOut, spent));
    }

    private void tellOfGuestlist(long id) {
        var date = pick(DATES);
        var stage = pick(List.of("win", "win", "loss", "opportunity"));
        boolean areCounted = random.nextBoolean();
        long userId = userId();
        var guestlist = Venues.guestlist(1, 1, date, stage, "confirmed")
                .put("user_id", userId)
                .put("count_males", 2)
                .put("count_females", 3);
        venues.tellOfGuestlist(id, areCounted ? guestlist.put("actual_count_males", 1) : guestlist, 7);
        deeds.guestlists.put(id, new Deeds.Guests(userId, LocalDate.parse(date), stage, areCounted ? 1 : 5));
    }

    private void tellOfShare(long id) {
        var sharedAt = lateOn(pick(DATES));
        long userId = userId();
        var share = new JsonObject().put("event_id", 1).put("user_id", userId).put("created_at", sharedAt);
        venues.tell(Action.UPDATE, "EventShare", id, share, "company");
        deeds.shares.put(id, new Deeds.Share(userId, Instant.parse(sharedAt)));
    }

    private void endBooking() {
        if (random.nextBoolean()) {
            end("Reservation", deeds.reservations);
        } else {
            end("Guestlist", deeds.guestlists);
        }
    }

    private void end(String className, Map<Long, ?> known) {
        if (!known.isEmpty()) {
            long id = pick(known);
            known.remove(id);
            venues.tellThatIsGone(className, id);
        }
    }

    /** As many as have a history of their own. */
    private void createContact() {
        if (deeds.contacts.size() == MOST_CONTACTS) {
            changeState();
            return;
        }
        var creator = pick(members);
        var contact = new JsonObject().put("name", "Guest Number").put("email", Venues.newId() + "@guest.example");
        var created = asked(creator, new JsonObject().put("contact", contact))
                .post(CONTACTS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        deeds.contacts.put(
                created.getLong("id"),
                new Deeds.Guest(creator.userId(), Instant.parse(created.getString("created_at")), "customer"));
    }

    private void deleteContact() {
        if (!deeds.contacts.isEmpty()) {
            long id = pick(deeds.contacts);
            manager.asks().when().delete(CONTACTS + id).then().statusCode(200);
            deeds.removeContact(id);
        }
    }

    private void planTask() {
        if (!deeds.contacts.isEmpty()) {
            long contactId = pick(deeds.contacts);
            long ownerId = userId();
            var task = new JsonObject()
                    .put("category", "Call")
                    .put("date", pick(DATES))
                    .put("owner_id", ownerId);
            var planned = asked(
                            pick(members),
                            new JsonObject()
                                    .put("contact_ids", JsonArray.of(contactId))
                                    .put("task", task))
                    .post(TASKS)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            deeds.tasks.put(planned.getLong("[0].id"), new Deeds.Task(contactId, ownerId, null));
        }
    }

    private void changeTask() {
        if (!deeds.tasks.isEmpty()) {
            long id = pick(deeds.tasks);
            long ownerId = userId();
            var task = new JsonObject()
                    .put("state", random.nextInt(3) == 0 ? "incomplete" : "complete")
                    .put("owner_id", ownerId);
            var completedAt = asked(manager, new JsonObject().put("task", task))
                    .put(TASKS + id)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getString("completed_at");
            deeds.tasks.put(
                    id,
                    new Deeds.Task(
                            deeds.tasks.get(id).contactId(),
                            ownerId,
                            completedAt == null ? null : Instant.parse(completedAt)));
        }
    }

    private void log() {
        if (!deeds.contacts.isEmpty()) {
            var member = pick(members);
            long contactId = pick(deeds.contacts);
            var log = anyLog();
            long id = asked(
                            member,
                            new JsonObject().put("contact_id", contactId).put("log", log))
                    .post(LOGS)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong("id");
            deeds.logs.put(id, logged(contactId, member.userId(), log));
        }
    }

    private void changeLog() {
        if (!deeds.logs.isEmpty()) {
            long id = pick(deeds.logs);
            var known = deeds.logs.get(id);
            var log = anyLog();
            asked(manager, new JsonObject().put("log", log))
                    .put(LOGS + id)
                    .then()
                    .statusCode(200);
            deeds.logs.put(id, logged(known.contactId(), known.userId(), log));
        }
    }

    private JsonObject anyLog() {
        return new JsonObject().put("kind", pick(List.of("email", "call"))).put("date", lateOn(pick(DATES)));
    }

    private static Deeds.Log logged(long contactId, long userId, JsonObject log) {
        return new Deeds.Log(contactId, userId, log.getString("kind"), Instant.parse(log.getString("date")));
    }

    private void changeState() {
        if (!deeds.contacts.isEmpty()) {
            long id = pick(deeds.contacts);
            var state = pick(List.of("customer", "partner", "both"));
            asked(manager, new JsonObject().put("contact", new JsonObject().put("state", state)))
                    .put(CONTACTS + id)
                    .then()
                    .statusCode(200);
            deeds.contacts.computeIfPresent(id, (same, contact) -> contact.becoming(state));
        }
    }

    private static RequestSpecification asked(Member member, JsonObject parameters) {
        return member.asks().contentType(JSON).body(parameters.encode()).when();
    }

    private long userId() {
        return pick(members).userId();
    }

    /** When it is the same day or the next one, depending on the clocks. */
    private static String lateOn(String date) {
        return date + "T23:30:00Z";
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private long pick(Map<Long, ?> known) {
        return pick(known.keySet().stream().sorted().toList());
    }

    /** Once all that was told has been applied, and what follows from it: of a removed contact the tasks and logs go soon. */
    private void assertProgressIsExact(String timeZone) {
        tellOfShare(Venues.newId());

        var reached = deeds.reached(ZoneId.of(timeZone));
        await("seed " + seed)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertEquals(reached, kept.of(manager.companyId())));
        assertFalse(reached.isEmpty());
    }
}
