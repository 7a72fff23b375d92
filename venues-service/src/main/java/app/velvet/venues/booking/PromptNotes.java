package app.velvet.venues.booking;

import static java.util.stream.Collectors.toMap;

import app.velvet.venues.booking.WantedNotes.Wanted;
import app.velvet.venues.contact.ContactsService;
import app.velvet.venues.contact.NoteView;
import app.velvet.venues.contact.QualificationStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tries at once what a request wants of contacts-service, so that its answer can tell of it. */
@ApplicationScoped
public class PromptNotes {

    private static final Logger LOG = Logger.getLogger(PromptNotes.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 50;

    private final ContactsService contacts;
    private final WantedNotes wantedNotes;
    private final ObjectMapper json;

    PromptNotes(ContactsService contacts, WantedNotes wantedNotes, ObjectMapper json) {
        this.contacts = contacts;
        this.wantedNotes = wantedNotes;
        this.json = json;
    }

    private record Tried(Wanted wanted, Optional<JsonNode> answer) {

        boolean isAccepted() {
            return answer.isPresent();
        }
    }

    /**
     * The bookings with what of it contacts-service has taken by now; the rest follows, and all of it where it is too much to be
     * taken at once. Never fails.
     */
    public <V extends BookingView<V>> Uni<List<V>> add(List<V> bookings, List<Wanted> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST_AT_ONCE) {
            return Uni.createFrom().item(bookings);
        }
        return tryAll(wanted)
                .call(this::forget)
                .map(tried -> bookings.stream().map(one -> with(one, tried)).toList());
    }

    private Uni<List<Tried>> tryAll(List<Wanted> wanted) {
        var tries = wanted.stream()
                .map(one -> contacts.carryOut(one.command(), PATIENCE).map(answer -> new Tried(one, answer)))
                .toList();
        return Uni.join().all(tries).andFailFast();
    }

    /** Else it would be asked for again, which does no harm. */
    private Uni<Void> forget(List<Tried> tried) {
        var accepted = tried.stream()
                .filter(Tried::isAccepted)
                .map(one -> one.wanted().command())
                .toList();
        return accepted.isEmpty()
                ? Uni.createFrom().voidItem()
                : wantedNotes
                        .forget(accepted)
                        .onFailure()
                        .invoke(failure -> LOG.warn("Accepted commands are delivered once more", failure))
                        .onFailure()
                        .recoverWithNull();
    }

    private <V extends BookingView<V>> V with(V booking, List<Tried> tried) {
        var own = tried.stream()
                .filter(Tried::isAccepted)
                .filter(one -> one.wanted().bookingId() == booking.id())
                .toList();
        var qualification = own.stream()
                .map(one -> one.wanted().qualification())
                .filter(Objects::nonNull)
                .findFirst()
                .map(QualificationStatus::wireName)
                .orElse(booking.qualification());
        return booking.with(booking.contactInfo(), qualification, notes(booking, own));
    }

    /** One can have been heard of already. */
    private List<NoteView> notes(BookingView<?> booking, List<Tried> tried) {
        var written = tried.stream()
                .map(one -> one.answer().orElseThrow().path("note"))
                .filter(JsonNode::isObject)
                .map(this::note);
        var byId = Stream.concat(booking.notes().stream(), written)
                .collect(toMap(NoteView::id, note -> note, (first, second) -> first));
        var all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparing(NoteView::id));
        return all;
    }

    private NoteView note(JsonNode note) {
        try {
            return json.treeToValue(note, NoteView.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("contacts-service writes notes in another form", e);
        }
    }
}
