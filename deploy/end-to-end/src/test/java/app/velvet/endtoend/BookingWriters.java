package app.velvet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts who book for guests whom nobody knew until it is closed, whatever crashes meanwhile. What is not
 * answered they ask for again under the same key; every fourth time they do not, and say so.
 */
final class BookingWriters implements AutoCloseable {

    private static final int WRITERS = 3;
    private static final int NOTHING_CHANGED = 503;
    private static final String QUALIFICATION = "qualified";

    private final BookingNight night;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger booked = new AtomicInteger();
    private final Repetition repetition;

    /** They book without a pause. */
    BookingWriters(BookingNight night) {
        this(night, Repetition.NO_PAUSE);
    }

    /** @param pause of each of them between two bookings */
    BookingWriters(BookingNight night, Duration pause) {
        this.night = night;
        this.repetition = new Repetition(pause, Collections.<Runnable>nCopies(WRITERS, this::book));
    }

    /** How many bookings have been answered. */
    int booked() {
        return booked.get();
    }

    private void book() {
        int turn = turns.incrementAndGet();
        var kind = BookingKind.values()[turn % 2];
        var email = BookingNight.anyEmail();
        var note = "Note " + turn;
        var wish = night.wish(kind, BookingNight.guest("New Guest" + turn, email), QUALIFICATION, note);
        if (turn % 4 > 1) {
            bookOrGiveUp(kind, email, wish, note);
        } else {
            var answer =
                    night.manager().create(kind.path(), wish, UUID.randomUUID().toString());
            change(remember(kind, email, answer, note), turn);
        }
    }

    private void bookOrGiveUp(BookingKind kind, String email, Map<String, String> wish, String note) {
        var answer = night.manager().call("POST", kind.path(), wish);
        if (answer.ok()) {
            remember(kind, email, answer.body(), note);
        } else {
            night.gaveUp(kind, email, answer.status() == NOTHING_CHANGED, QUALIFICATION, note);
        }
    }

    private Booking remember(BookingKind kind, String email, JsonNode answer, String note) {
        booked.incrementAndGet();
        return night.brought(kind, email, answer.get(0), QUALIFICATION, note);
    }

    /** A change has no key: if it is not answered, it has happened or not. */
    private void change(Booking booking, int turn) {
        var note = "More of " + turn;
        var changed = night.change(booking, Map.of(booking.kind.parameter("notes", 0), note));
        if (changed.ok()) {
            booking.notes.add(note);
        } else if (changed.status() != NOTHING_CHANGED) {
            booking.possibleNotes.add(note);
        }
    }

    /** Ends when what was begun is answered. */
    @Override
    public void close() {
        repetition.close();
    }
}
