package app.velvet.venues.reservation;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import app.velvet.events.command.Command;
import app.velvet.events.command.PendingCommands;
import app.velvet.venues.contact.ContactsService;
import app.velvet.venues.contact.QualificationStatus;
import app.velvet.venues.venue.VenueDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a request about a reservation wants of contacts-service: notes about it, and what the venue thinks of the guest. It is
 * stored with the reservation, so that it is neither forgotten nor done twice, whoever crashes.
 */
@ApplicationScoped
class WantedNotes {

    private static final String NOTE = "note";
    private static final String QUALIFICATION = "qualification";

    /** How long who has asked tries himself. */
    private static final Duration LEFT_TO_THE_REQUEST = Duration.ofSeconds(3);

    private final PendingCommands pending;

    WantedNotes(PendingCommands pending) {
        this.pending = pending;
    }

    /**
     * One thing that contacts-service is to do.
     *
     * @param qualification what the guest is to be; null if it is a note
     */
    record Wanted(long reservationId, QualificationStatus qualification, Command command) {}

    private record NewNote(
            long companyId, long userId, long reservationId, String eventName, List<String> audience, String text) {}

    private record NewQualification(
            long companyId, long userId, long contactId, long venueId, QualificationStatus status) {}

    /** Stores it in the current transaction. The qualification needs a right of its own, unless it is that already. */
    Uni<List<Wanted>> store(
            ReservationAccess access, ReservationPatch patch, Reservation reservation, WholeReservation whole) {
        var wanted = new ArrayList<Wanted>();
        patch.notes().forEach(text -> wanted.add(note(access, text, reservation, whole)));
        var qualification = patch.qualification().over(null);
        if (qualification != null
                && !qualification.wireName().equals(whole.reservation().qualification())) {
            access.caller().require(Right.CHANGE_QUALIFICATIONS, audience(whole));
            wanted.add(qualification(access, qualification, reservation));
        }
        return pending.add(wanted.stream().map(Wanted::command).toList(), LEFT_TO_THE_REQUEST)
                .replaceWith(wanted);
    }

    /** Of a reservation that is removed nobody writes notes any more. */
    Uni<Void> withdraw(Reservation reservation) {
        return pending.withdraw(reservation.companyId(), ContactsService.NAME, reservation.keys(NOTE));
    }

    private static Wanted note(ReservationAccess access, String text, Reservation reservation, WholeReservation whole) {
        var note = new NewNote(
                access.companyId(),
                access.caller().userId(),
                reservation.id(),
                whole.reservation().eventInfo().name(),
                reservation.audience().stream().map(Object::toString).sorted().toList(),
                text);
        return new Wanted(reservation.id(), null, command(access, "/internal/notes", reservation.nextKey(NOTE), note));
    }

    private static Wanted qualification(ReservationAccess access, QualificationStatus status, Reservation reservation) {
        var qualification = new NewQualification(
                access.companyId(), access.caller().userId(), reservation.contactId(), reservation.venueId(), status);
        return new Wanted(
                reservation.id(),
                status,
                command(
                        access,
                        "/internal/contacts/qualifications",
                        reservation.nextKey(QUALIFICATION),
                        qualification));
    }

    private static Command command(ReservationAccess access, String path, String key, Object body) {
        return new Command(access.companyId(), ContactsService.NAME, path, key, body);
    }

    /** Whose a qualification is: the venue's, and the contact's owners'. */
    private static HashSet<Audience> audience(WholeReservation whole) {
        var audience = new HashSet<>(VenueDirectory.audience(whole.venueId()));
        whole.audienceOfContact().stream()
                .filter(entry -> entry.kind() == Audience.Kind.USER)
                .forEach(audience::add);
        return audience;
    }
}
