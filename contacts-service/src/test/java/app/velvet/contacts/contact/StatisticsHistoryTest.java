package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Venues;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Whatever venues-service tells, and how often, the statistics are what a count from scratch over what is left comes to, and
 * those see a contact who are at the venues of what is left.
 */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class StatisticsHistoryTest {

    private static final int CHANGES = 150;
    private static final List<Long> VENUES = List.of(7L, 8L, 9L);
    private static final List<String> DATES = List.of("2026-03-28", "2026-04-04", "2026-04-11", "2100-01-01");
    private static final Map<String, String> STAGES =
            Map.of("lead", "lead", "confirmed", "win", "completed", "win", "no_show", "loss", "canceled", "loss");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<Long, Booking> bookings = new LinkedHashMap<>();

    @Inject
    Staff staff;

    private Member manager;
    private Contacts contacts;
    private Venues venues;
    private List<Long> contactIds;
    private Map<Long, Contacts> readers;
    private Published published;

    /** As it stands in the history. */
    private record Booking(String className, long venueId, JsonObject data) {

        boolean isReservation() {
            return className.equals("Reservation");
        }

        boolean isClosedOut() {
            return data.getBoolean("closeout", false) || data.getValue("actual_count_males") != null;
        }

        boolean isVisit() {
            return data.getString("stage").equals("win")
                    && (isClosedOut() || data.getString("status").equals("completed"));
        }

        String date() {
            return data.getJsonObject("event_info").getString("date");
        }
    }

    @BeforeEach
    void createContacts() {
        manager = staff.managerOfNewCompany();
        contacts = Contacts.of(manager);
        venues = new Venues(manager.companyId());
        readers = VENUES.stream().collect(toMap(venueId -> venueId, this::readerAt));
        published = Published.on("contacts.changes", manager.companyId());
        contactIds = IntStream.range(0, 4)
                .mapToObj(number -> contacts.create("Guest Number" + number))
                .toList();
    }

    @AfterEach
    void close() {
        venues.close();
        published.close();
    }

    private Contacts readerAt(long venueId) {
        return Contacts.of(staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.atVenues(venueId), "Contact", "read")
                .done());
    }

    @RepeatedTest(3)
    void statisticsAreExactAfterAnyHistory() {
        for (int i = 0; i < CHANGES; i++) {
            change();
            if (random.nextInt(5) == 0) {
                venues.repeat();
            }
        }
        assertStatisticsAreExact();
        assertVenuesAreExact();

        loseSome();
        venues.restore();
        var remaining = new ArrayList<>(bookings.entrySet());
        Collections.shuffle(remaining, random);
        remaining.forEach(booking -> tell(booking.getKey(), booking.getValue()));
        venues.endSnapshot();
        assertStatisticsAreExact();
        assertVenuesAreExact();
    }

    private void change() {
        if (!bookings.isEmpty() && random.nextInt(6) == 0) {
            long gone = pick(List.copyOf(bookings.keySet()));
            venues.tellThatIsGone(bookings.remove(gone).className(), gone);
        } else if (!bookings.isEmpty() && random.nextBoolean()) {
            long id = pick(List.copyOf(bookings.keySet()));
            put(id, booking(bookings.get(id).className()));
        } else {
            put(Venues.newId(), booking(random.nextBoolean() ? "Reservation" : "Guestlist"));
        }
    }

    private void put(long id, Booking booking) {
        bookings.put(id, booking);
        tell(id, booking);
    }

    private void tell(long id, Booking booking) {
        if (booking.isReservation()) {
            venues.tellOfReservation(id, booking.data(), booking.venueId());
        } else {
            venues.tellOfGuestlist(id, booking.data(), booking.venueId());
        }
    }

    private Booking booking(String className) {
        long contactId = pick(contactIds);
        var status = pick(List.copyOf(STAGES.keySet()));
        var date = pick(DATES);
        var venueId = pick(VENUES);
        if (className.equals("Reservation")) {
            var open = Venues.reservation(contactId, 1, date, STAGES.get(status), status);
            return new Booking(
                    className, venueId, random.nextBoolean() ? open : Venues.closedOut(open, anyAmount(), anyAmount()));
        }
        var expected = Venues.guestlist(contactId, 1, date, STAGES.get(status), status);
        return new Booking(className, venueId, random.nextBoolean() ? expected : expected.put("actual_count_males", 1));
    }

    /** Of whole cents. */
    private double anyAmount() {
        return random.nextInt(100_000) / 100.0;
    }

    private void loseSome() {
        bookings.keySet().removeIf(id -> random.nextInt(4) == 0);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void assertStatisticsAreExact() {
        var expected = contactIds.stream().collect(toMap(id -> id, this::counted));
        await("seed " + seed).untilAsserted(() -> assertEquals(expected, stored()));
    }

    private void assertVenuesAreExact() {
        for (var venueId : VENUES) {
            var expected = contactIds.stream()
                    .filter(contactId -> isBooked(contactId, venueId))
                    .toList();
            await("seed " + seed + " venue " + venueId)
                    .untilAsserted(
                            () -> assertEquals(expected, readers.get(venueId).ids()));
        }
        var expected = contactIds.stream().collect(toMap(id -> id, this::audience));
        await("seed " + seed).untilAsserted(() -> assertEquals(expected, lastAudiences()));
    }

    private boolean isBooked(long contactId, long venueId) {
        return bookings.values().stream()
                .anyMatch(booking ->
                        booking.venueId() == venueId && booking.data().getLong("contact_id") == contactId);
    }

    /** Beside that of where the manager is at home, who looks after all. */
    private Set<String> audience(long contactId) {
        var booked =
                VENUES.stream().filter(venueId -> isBooked(contactId, venueId)).map(venueId -> "venue:" + venueId);
        return Stream.concat(Stream.of("company", "venue:1", "user:" + manager.userId()), booked)
                .collect(toSet());
    }

    private Map<Long, Set<String>> lastAudiences() {
        return published.await(contactIds.size(), "Contact").stream()
                .collect(toMap(
                        change -> Published.value(change).getLong("id"),
                        Published::audience,
                        (earlier, later) -> later));
    }

    private Map<Long, JsonObject> stored() {
        var answer = new JsonArray(contacts.listing().extract().asString());
        return IntStream.range(0, answer.size())
                .mapToObj(answer::getJsonObject)
                .collect(toMap(contact -> contact.getLong("id"), StatisticsHistoryTest::statistics));
    }

    private static JsonObject statistics(JsonObject contact) {
        var statistics = new JsonObject();
        List.of("total_spent average_spent highest_spent total_comp".split(" "))
                .forEach(field -> statistics.put(field, Math.round(contact.getDouble(field) * 100)));
        List.of(
                        "reservations_count guestlists_count no_shows cancellations last_reservation last_visit visited_venue_ids"
                                .split(" "))
                .forEach(field -> statistics.put(field, contact.getValue(field)));
        return statistics;
    }

    private JsonObject counted(long contactId) {
        var own = bookings.values().stream()
                .filter(booking -> booking.data().getLong("contact_id") == contactId)
                .toList();
        var spent = own.stream()
                .filter(booking -> booking.isReservation() && booking.isClosedOut())
                .map(booking -> Math.round(booking.data().getDouble("actual_spent") * 100))
                .toList();
        var comp = own.stream()
                .filter(booking -> booking.isReservation() && booking.isClosedOut())
                .mapToDouble(booking -> booking.data().getDouble("actual_comp"))
                .sum();
        long total = spent.stream().mapToLong(Long::longValue).sum();
        return new JsonObject()
                .put("total_spent", total)
                .put("average_spent", spent.isEmpty() ? 0L : Math.round((double) total / spent.size()))
                .put(
                        "highest_spent",
                        spent.stream().mapToLong(Long::longValue).max().orElse(0))
                .put("total_comp", Math.round(comp * 100))
                .put("reservations_count", count(own, Booking::isReservation))
                .put("guestlists_count", count(own, booking -> !booking.isReservation()))
                .put(
                        "no_shows",
                        count(own, booking -> booking.data().getString("status").equals("no_show")))
                .put(
                        "cancellations",
                        count(own, booking -> booking.data().getString("status").equals("canceled")))
                .put("last_reservation", latest(own, Booking::isReservation))
                .put("last_visit", latest(own, Booking::isVisit))
                .put("visited_venue_ids", visited(own));
    }

    private static int count(List<Booking> bookings, Predicate<Booking> condition) {
        return (int) bookings.stream().filter(condition).count();
    }

    private static String latest(List<Booking> bookings, Predicate<Booking> condition) {
        return bookings.stream()
                .filter(condition)
                .map(Booking::date)
                .max(String::compareTo)
                .orElse(null);
    }

    private static JsonArray visited(List<Booking> bookings) {
        return new JsonArray(bookings.stream()
                .filter(Booking::isVisit)
                .map(booking -> (Object) (int) booking.venueId())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList());
    }
}
