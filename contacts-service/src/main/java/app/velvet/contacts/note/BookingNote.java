package app.velvet.contacts.note;

import app.velvet.api.parameters.Fields;
import app.velvet.api.permission.Audience;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A note about a booking that may not be known here yet.
 *
 * @param audience who may see the booking, as the service says that has it
 */
record BookingNote(long companyId, long userId, String text, About about, String eventName, Set<Audience> audience)
        implements NotedThing {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_AUDIENCE = 64;

    static BookingNote read(Fields fields) {
        var companyId = fields.requiredId("company_id");
        var userId = fields.requiredId("user_id");
        var text = NoteFields.text(fields);
        var about = about(fields);
        var eventName = fields.text("event_name", LONGEST_NAME);
        var audience = audience(fields);
        return companyId == null || userId == null
                ? null
                : new BookingNote(companyId, userId, text, about, eventName, audience);
    }

    private static About about(Fields fields) {
        var reservationId = fields.id("reservation_id");
        var guestlistId = fields.id("guestlist_id");
        if ((reservationId == null) == (guestlistId == null)) {
            fields.reject("reservation_id", "is invalid");
            return null;
        }
        return reservationId != null
                ? new About(NoteSubject.RESERVATION, reservationId)
                : new About(NoteSubject.GUESTLIST, guestlistId);
    }

    private static Set<Audience> audience(Fields fields) {
        var names = fields.texts("audience", LONGEST_AUDIENCE);
        try {
            return names == null
                    ? Set.of()
                    : names.stream().map(Audience::parse).collect(Collectors.toSet());
        } catch (IllegalArgumentException none) {
            fields.reject("audience", "is invalid");
            return Set.of();
        }
    }

    @Override
    public Uni<List<ChangeEvent>> notesChanged(Long actorId) {
        return Uni.createFrom().item(List.of());
    }
}
