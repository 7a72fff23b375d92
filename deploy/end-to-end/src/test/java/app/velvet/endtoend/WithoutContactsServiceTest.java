package app.velvet.endtoend;

import static app.velvet.endtoend.BookingKind.GUESTLIST;
import static app.velvet.endtoend.BookingKind.RESERVATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.velvet.endtoend.VelvetClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * contacts-service is killed, and stays away while a night goes on at venues-service. {@code velvet.away} says for how many
 * seconds; the build has no time for more than the first tries of what is to be delivered.
 */
@Order(Integer.MAX_VALUE - 4)
class WithoutContactsServiceTest {

    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("velvet.away", 25));
    private static final String SERVICE = "contacts-service";
    private static final int TURNS = 24;

    private final LocalStack stack = RunningStack.shared();
    private final BookingNight night = new BookingNight(stack);
    private final VelvetClient manager = night.manager();
    private final List<String> refusedEmails = new ArrayList<>();

    @AfterEach
    void haveItBack() {
        stack.healIfItLacks(SERVICE);
    }

    @Test
    void whatIsBookedMeanwhileArrivesOnceWhenItIsBack() {
        var guests = new ArrayList<Long>();
        for (int i = 0; i < 2 * TURNS; i++) {
            guests.add(night.come("Guest Number" + i, "unqualified"));
        }
        night.awaitKnown(guests);
        stack.kill(SERVICE);
        goOn(guests);
        var waiting = night.venues().pending().size();

        stack.heal();
        var back = Instant.now();
        night.awaitDelivered();
        System.out.printf(
                "%d commands had waited for up to %d s; the last one was delivered %d ms after contacts-service was ready%n",
                waiting, AWAY.toSeconds(), Duration.between(back, Instant.now()).toMillis());

        night.assertComplete();
        assertThat(refusedEmails)
                .allSatisfy(email -> assertThat(night.contactsOf(email)).isEmpty());
        assertRetriesAreTaken();
    }

    /** Spreads the turns over the time. */
    private void goOn(List<Long> guests) {
        var start = System.nanoTime();
        for (int i = 0; i < TURNS; i++) {
            var turn = i;
            await().atMost(AWAY.plusMinutes(1)).until(() -> System.nanoTime() - start >= AWAY.toNanos() * turn / TURNS);
            reserve(turn, guests.get(2 * turn));
            list(turn, guests.get(2 * turn + 1));
            assertOnlyNewGuestsAreRefused(turn, guests.get(2 * turn));
        }
        await().atMost(AWAY.plusMinutes(1)).until(() -> System.nanoTime() - start >= AWAY.toNanos());
    }

    private void reserve(int turn, long guest) {
        var booking = book(RESERVATION, guest, "qualified", "By the stage " + turn, "Birthday " + turn);
        switch (turn % 4) {
            case 0 -> {
                change(
                        booking,
                        "reservation[notes][]",
                        "Comes late " + turn,
                        "reservation[qualification]",
                        "disqualified");
                booking.notes.add("Comes late " + turn);
                booking.qualification = "disqualified";
            }
            case 1 -> {
                change(booking, "reservation[status]", "canceled");
                booking.cancellations = 1;
            }
            case 2 -> {
                booking.spent = 100.5 + turn;
                change(
                        booking,
                        "reservation[actual_spent]",
                        Double.toString(booking.spent),
                        "reservation[closeout]",
                        "1");
            }
            default -> {
                night.remove(booking).requireOk();
                booking.removed = true;
                booking.notes.clear();
            }
        }
    }

    private void list(int turn, long guest) {
        var booking = book(GUESTLIST, guest, "disqualified", "With a friend " + turn);
        switch (turn % 3) {
            case 0 -> {
                change(booking, "guestlist[notes][]", "With two friends " + turn, "guestlist[count_males]", "2");
                booking.notes.add("With two friends " + turn);
            }
            case 1 -> {
                change(booking, "guestlist[qualification]", "unqualified");
                booking.qualification = "unqualified";
            }
            default -> {
                night.remove(booking).requireOk();
                booking.removed = true;
                booking.notes.clear();
            }
        }
    }

    /** It is told at once, of the guest as he was known last, and without what contacts-service has not written yet. */
    private Booking book(BookingKind kind, long guest, String qualification, String... notes) {
        var answer = manager.call(
                        "POST",
                        kind.path(),
                        night.wish(kind, Map.of("contact_ids[]", Long.toString(guest)), qualification, notes))
                .requireOk()
                .get(0);
        assertThat(answer.at("/contact_info/name").asText()).startsWith("Guest Number");
        assertThat(answer.get("notes")).isEmpty();
        assertThat(answer.get("qualification").asText()).isEqualTo("unqualified");
        return night.booked(kind, answer, qualification, notes);
    }

    private void change(Booking booking, String... namesAndValues) {
        var change = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            change.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        night.change(booking, change).requireOk();
    }

    /** What can be answered without contacts-service is. */
    private void assertOnlyNewGuestsAreRefused(int turn, long booked) {
        for (var kind : BookingKind.values()) {
            assertUnavailable(bring(kind, "Nobody Yet", anyEmailThatIsRefused()));
            var again = night.wish(kind, Map.of("contact_ids[]", Long.toString(booked)), "qualified");
            if (kind == RESERVATION && turn % 4 != 3) {
                assertThat(manager.call("POST", kind.path(), again).status()).isEqualTo(409);
            }
            var nowhere = new LinkedHashMap<>(again);
            nowhere.put(kind.parameter("event_id"), "999999999");
            assertThat(manager.call("POST", kind.path(), nowhere).status()).isEqualTo(404);
            var nobody = night.wish(kind, BookingNight.guest("", anyEmailThatIsRefused()), "qualified");
            assertThat(manager.call("POST", kind.path(), nobody).status()).isEqualTo(400);
        }
        assertUnavailable(manager.call("POST", "/api/v1/guestlists/mass_create", manyGuests(turn)));
    }

    private Answer bring(BookingKind kind, String name, String email) {
        var wish = night.wish(kind, BookingNight.guest(name, email), "qualified", "Never told");
        return manager.call("POST", kind.path(), wish);
    }

    private Map<String, String> manyGuests(int turn) {
        return Map.of(
                "originator_name",
                "Maya Brooks",
                "mass_create_text_content",
                "Row One" + turn + ",1,1,\nRow Two" + turn + ",1,0,Never told\n",
                "guestlist[event_id]",
                night.eventId());
    }

    private String anyEmailThatIsRefused() {
        var email = UUID.randomUUID() + "@guest.example";
        refusedEmails.add(email);
        return email;
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
        assertThat(answer.retryAfter()).isNotNull();
    }

    /** Whoever was refused asks again, and is booked. */
    private void assertRetriesAreTaken() {
        JsonNode many = manager.call("POST", "/api/v1/guestlists/mass_create", manyGuests(0))
                .requireOk();
        assertThat(many).hasSize(2);
        for (var kind : BookingKind.values()) {
            var email = anyEmailThatIsRefused();
            bring(kind, "Somebody Now", email).requireOk();
            assertThat(night.contactsOf(email)).hasSize(1);
        }
    }
}
