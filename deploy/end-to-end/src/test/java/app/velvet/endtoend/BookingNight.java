package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.velvet.endtoend.VelvetClient.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A night of its own to book for, and what was booked for it. In the end the lists, contacts-service and a phone that only
 * follows the feed have to say the same: what was answered, and once.
 */
final class BookingNight {

    /** What arrives late is tried again every minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    /** A table costs something where it stands. */
    private static final String MINIMUM = "5000";

    private final VelvetClient manager;
    private final DeviceCopy phone;
    private final StackDatabase venues;
    private final JsonNode event;
    private final Queue<Booking> bookings = new ConcurrentLinkedQueue<>();
    private final Queue<String> brought = new ConcurrentLinkedQueue<>();
    private final Queue<GivenUp> givenUp = new ConcurrentLinkedQueue<>();

    /** What somebody wanted and was not told to have got. */
    private record GivenUp(BookingKind kind, String email, boolean nothingChanged, String qualification, String note) {}

    BookingNight(LocalStack stack) {
        this.manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        this.venues = new StackDatabase(stack, "venues");
        this.event = openEvent();
        this.phone = new DeviceCopy(manager, manager.feedTime());
    }

    private JsonNode openEvent() {
        var venue = manager.get("/api/v1/venues/list", Map.of()).get(0).get("id");
        return manager.call(
                        "POST",
                        "/api/v1/events",
                        Map.of(
                                "event[venue_id]",
                                venue.asText(),
                                "event[name]",
                                "Night of " + UUID.randomUUID(),
                                "event[date]",
                                LocalDate.now().plusDays(30).toString(),
                                "event[start_time]",
                                "22:00",
                                "event[end_time]",
                                "04:00"))
                .requireOk();
    }

    VelvetClient manager() {
        return manager;
    }

    StackDatabase venues() {
        return venues;
    }

    String eventId() {
        return event.get("id").asText();
    }

    /** A contact of whom its venue thinks something already. */
    long come(String name, String qualification) {
        return manager.call(
                        "POST",
                        "/api/v1/contacts",
                        Map.of(
                                "contact[name]",
                                name,
                                "contact[email]",
                                anyEmail(),
                                "contact_qualifications[0][venue_id]",
                                event.get("venue_id").asText(),
                                "contact_qualifications[0][status]",
                                qualification))
                .requireOk()
                .get("id")
                .asLong();
    }

    /** Waits until they can be booked, whatever becomes of contacts-service. */
    void awaitKnown(List<Long> contacts) {
        await().atMost(PATIENCE)
                .until(() -> venues.texts("select id::text from contact")
                        .containsAll(contacts.stream().map(Object::toString).toList()));
        await().atMost(PATIENCE)
                .until(() -> venues.texts("select contact_id::text from contact_qualification")
                        .containsAll(contacts.stream().map(Object::toString).toList()));
    }

    static String anyEmail() {
        return UUID.randomUUID() + "@guest.example";
    }

    static Map<String, String> guest(String name, String email) {
        return Map.of("contact[name]", name, "contact[email]", email);
    }

    /** What books for a guest who is named or described. */
    Map<String, String> wish(BookingKind kind, Map<String, String> guest, String qualification, String... notes) {
        var wish = new LinkedHashMap<>(guest);
        wish.put(kind.parameter("event_id"), eventId());
        wish.put(kind.parameter("status"), "confirmed");
        if (kind == BookingKind.RESERVATION) {
            wish.put(
                    kind.parameter("reservation_section_id"),
                    event.at("/sections/0/id").asText());
            wish.put(kind.parameter("minimum"), MINIMUM);
        }
        wish.put(kind.parameter("qualification"), qualification);
        for (int i = 0; i < notes.length; i++) {
            wish.put(kind.parameter("notes", i), notes[i]);
        }
        return wish;
    }

    /** Remembers what was answered. */
    Booking booked(BookingKind kind, JsonNode answer, String qualification, String... notes) {
        var booking = new Booking(
                kind, answer.get("id").asLong(), answer.get("contact_id").asLong());
        booking.qualification = qualification;
        booking.notes.addAll(List.of(notes));
        bookings.add(booking);
        return booking;
    }

    /** Remembers what was answered of a guest who was described. */
    Booking brought(BookingKind kind, String email, JsonNode answer, String qualification, String... notes) {
        brought.add(email);
        return booked(kind, answer, qualification, notes);
    }

    /**
     * Remembers what was not answered with success, and was not asked for again.
     *
     * @param nothingChanged whether the answer said so; else it has happened, with all that belongs to it, or not
     */
    void gaveUp(BookingKind kind, String email, boolean nothingChanged, String qualification, String note) {
        givenUp.add(new GivenUp(kind, email, nothingChanged, qualification, note));
    }

    Answer change(Booking booking, Map<String, String> change) {
        return manager.call("PUT", booking.kind.path(booking.id), change);
    }

    Answer remove(Booking booking) {
        return manager.call("DELETE", booking.kind.path(booking.id), Map.of());
    }

    /** Contacts that contacts-service has of an email. */
    List<Long> contactsOf(String email) {
        return stream(manager.get("/api/v1/contacts/search", Map.of("email", email)))
                .map(contact -> contact.get("id").asLong())
                .toList();
    }

    /** Contacts who have one of a kind for this night. */
    List<Long> guests(BookingKind kind) {
        return stream(manager.get(kind.path(), Map.of("event_id", eventId())))
                .map(booking -> booking.get("contact_id").asLong())
                .toList();
    }

    /** The one of a kind that a contact has for this night. */
    JsonNode bookingOf(BookingKind kind, long contactId) {
        var found = manager.get(kind.path(), Map.of("event_id", eventId(), "contact_id", Long.toString(contactId)));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Waits until all that was wanted of contacts-service has been accepted. */
    void awaitDelivered() {
        venues.awaitDelivered(PATIENCE);
    }

    /** Everything is delivered: it is there, once, wherever somebody may look. */
    void assertComplete() {
        givenUp.forEach(this::findOut);
        assertThat(brought).allSatisfy(email -> assertThat(contactsOf(email)).hasSize(1));
        for (var kind : BookingKind.values()) {
            assertThat(guests(kind))
                    .containsExactlyInAnyOrderElementsOf(
                            left(kind).map(booking -> booking.contactId).toList());
        }
        bookings.forEach(this::assertWritten);
        await().atMost(PATIENCE).untilAsserted(() -> {
            phone.pull();
            bookings.forEach(this::assertFollowed);
        });
    }

    private void findOut(GivenUp wish) {
        var contacts = contactsOf(wish.email());
        assertThat(contacts).hasSizeLessThanOrEqualTo(1);
        var booked = contacts.stream().filter(guests(wish.kind())::contains).toList();
        if (wish.nothingChanged()) {
            assertThat(booked).as("booked in spite of a refusal").isEmpty();
        }
        booked.forEach(
                contact -> booked(wish.kind(), bookingOf(wish.kind(), contact), wish.qualification(), wish.note()));
    }

    private Stream<Booking> left(BookingKind kind) {
        return bookings.stream().filter(booking -> booking.kind == kind && !booking.removed);
    }

    /** Notes, as the service has them whose they are. */
    private void assertWritten(Booking booking) {
        var notes = manager.get(
                "/api/v1/notes", Map.of(booking.kind.idField(), Long.toString(booking.id), "per_page", "100"));
        assertNotes(booking, texts(stream(notes)));
    }

    /** Guestlists are not in the feed. */
    private void assertFollowed(Booking booking) {
        var about = stream(phone.of("Note").values())
                .filter(note -> note.get(booking.kind.idField()).asLong() == booking.id);
        assertNotes(booking, texts(about));
        assertContact(booking, phone.of("Contact").get(booking.contactId));
        if (booking.removed) {
            assertThat(phone.of(booking.kind.className())).doesNotContainKey(booking.id);
            return;
        }
        assertBooking(booking, manager.get(booking.kind.path(booking.id), Map.of()));
        if (booking.kind == BookingKind.RESERVATION) {
            assertBooking(booking, phone.of(booking.kind.className()).get(booking.id));
        }
    }

    private void assertBooking(Booking booking, JsonNode told) {
        assertThat(told).as("%s", booking).isNotNull();
        assertNotes(booking, texts(stream(told.get("notes"))));
        assertThat(told.get("qualification").asText())
                .as("qualification in %s", booking)
                .isEqualTo(booking.qualification);
    }

    private void assertContact(Booking booking, JsonNode contact) {
        assertThat(contact).as("contact of %s", booking).isNotNull();
        assertThat(phone.of("ContactQualification").values().stream()
                        .filter(qualification -> qualification.get("contact_id").asLong() == booking.contactId)
                        .map(qualification -> qualification.get("status").asText()))
                .as("qualification of the contact of %s", booking)
                .containsExactly(booking.qualification);
        assertThat(contact.get("total_spent").asDouble())
                .as("spent in %s", booking)
                .isEqualTo(booking.spent);
        assertThat(contact.get("cancellations").asInt())
                .as("cancellations of %s", booking)
                .isEqualTo(booking.cancellations);
        assertThat(contact.get(booking.kind.counter()).asInt())
                .as("how often %s is counted", booking)
                .isEqualTo(booking.removed ? 0 : 1);
    }

    private static void assertNotes(Booking booking, List<String> notes) {
        assertThat(notes).as("notes of %s", booking).doesNotHaveDuplicates().containsAll(booking.notes);
        assertThat(notes)
                .as("notes of %s", booking)
                .allMatch(note -> booking.notes.contains(note) || booking.possibleNotes.contains(note));
    }

    private static List<String> texts(Stream<JsonNode> notes) {
        return notes.map(note -> note.get("text").asText()).toList();
    }

    private static Stream<JsonNode> stream(Iterable<JsonNode> list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
