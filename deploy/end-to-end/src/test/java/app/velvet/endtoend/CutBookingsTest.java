package app.velvet.endtoend;

import static app.velvet.endtoend.BookingKind.RESERVATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.velvet.endtoend.VelvetClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of the two services that a booking takes is killed in the middle of it. */
@Order(Integer.MAX_VALUE - 3)
class CutBookingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONTACTS = "contacts-service";
    private static final String VENUES = "venues-service";

    /** Between two of them a service starts: {@code velvet.cuts} asks for more than the build has time for. */
    private static final int CUTS = Integer.getInteger("velvet.cuts", 3);

    private static final int LATEST_CUT_MILLIS = 1_500;
    private static final int BOOKINGS_BETWEEN_CUTS = 10;
    private static final String NOTE = "By the stage";

    private static final String HOLDING_UP_DELETION = """
            create function held_up() returns trigger language plpgsql
                as 'begin perform pg_advisory_xact_lock_shared(1); return old; end';
            create trigger held_up before delete on pending_command for each row execute function held_up();
            """;

    private final LocalStack stack = RunningStack.shared();
    private final BookingNight night = new BookingNight(stack);
    private final StackDatabase contacts = new StackDatabase(stack, "contacts");
    private final String email = BookingNight.anyEmail();

    @AfterEach
    void haveThemBack() {
        stack.healIfItLacks(CONTACTS);
        stack.healIfItLacks(VENUES);
    }

    @Test
    void atAnyInstantNothingIsDoubledAndNothingForgotten() {
        long seed = Long.getLong("velvet.seed", System.nanoTime());
        System.out.println("Cuts of bookings: -Dvelvet.seed=" + seed);
        var random = new Random(seed);
        try (var writers = new BookingWriters(night)) {
            for (int cut = 0; cut < CUTS; cut++) {
                int before = writers.booked();
                await().atMost(PATIENCE).until(() -> writers.booked() >= before + BOOKINGS_BETWEEN_CUTS);
                var instant = System.nanoTime()
                        + Duration.ofMillis(random.nextInt(LATEST_CUT_MILLIS)).toNanos();
                await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= instant);
                stack.kill(cut % 2 == 0 ? CONTACTS : VENUES);
                stack.heal();
            }
        }

        night.awaitDelivered();
        night.assertComplete();
    }

    /** The contact is made, and the booking waits for its event. */
    @ParameterizedTest
    @EnumSource(BookingKind.class)
    void contactThatWasMadeIsFoundAgainWhenItsBookingIsCut(BookingKind kind) {
        var key = UUID.randomUUID().toString();
        CompletableFuture<Answer> cut;
        try (var event = night.venues().hold("select 1 from event where id = " + night.eventId() + " for update")) {
            cut = CompletableFuture.supplyAsync(() -> bring(kind, key));
            night.venues().awaitSomebodyWaiting();
            stack.kill(VENUES);
        }
        assertThat(cut.join().ok()).isFalse();
        stack.heal();
        var made = night.contactsOf(email);
        assertThat(made).hasSize(1);
        assertThat(night.guests(kind)).isEmpty();

        var answer = bring(kind, key).requireOk().get(0);

        assertThat(answer.get("contact_id").asLong()).isEqualTo(made.get(0));
        assertThat(night.contactsOf(email)).isEqualTo(made);
        assertBookedOnce(kind, answer, "qualified");
    }

    @ParameterizedTest
    @EnumSource(BookingKind.class)
    void nothingIsBookedWhenTheMakingOfTheContactIsCut(BookingKind kind) {
        var key = UUID.randomUUID().toString();
        CompletableFuture<Answer> cut;
        try (var table = contacts.hold("lock table contact in share mode")) {
            cut = CompletableFuture.supplyAsync(() -> bring(kind, key));
            contacts.awaitSomebodyWaiting();
            stack.kill(CONTACTS);
            assertThat(cut.join().status()).isEqualTo(503);
        }
        stack.heal();
        assertThat(night.contactsOf(email)).isEmpty();
        assertThat(night.guests(kind)).isEmpty();

        var answer = bring(kind, key).requireOk().get(0);

        assertThat(night.contactsOf(email)).hasSize(1);
        assertBookedOnce(kind, answer, "qualified");
    }

    /** The note is written, and who has it written is killed when he is about to take down that it is. */
    @Test
    void noteThatWasWrittenIsNotWrittenAgainWhenNobodyHeardOfIt() {
        var guest = night.come("Guest Known", "unqualified");
        night.awaitKnown(List.of(guest));
        var wish = night.wish(RESERVATION, Map.of("contact_ids[]", Long.toString(guest)), "unqualified", NOTE);
        night.venues().execute(HOLDING_UP_DELETION);
        try (var deletion = night.venues().hold("select pg_advisory_xact_lock(1)")) {
            CompletableFuture.runAsync(() -> night.manager().call("POST", RESERVATION.path(), wish));
            night.venues().awaitSomebodyWaiting();
            stack.kill(VENUES);
        } finally {
            night.venues().execute("drop function held_up cascade");
        }
        assertThat(night.venues().pending()).hasSize(1);
        stack.heal();

        assertBookedOnce(RESERVATION, night.bookingOf(RESERVATION, guest), "unqualified");
    }

    private Answer bring(BookingKind kind, String key) {
        var wish = night.wish(kind, BookingNight.guest("New Guest", email), "qualified", NOTE);
        return night.manager().call("POST", kind.path(), wish, key);
    }

    private void assertBookedOnce(BookingKind kind, JsonNode booking, String qualification) {
        night.booked(kind, booking, qualification, NOTE);
        night.awaitDelivered();
        night.assertComplete();
    }
}
