package app.velvet.venues.booking;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.command.Command;
import app.velvet.events.command.PendingCommands;
import app.velvet.venues.booking.NotedBooking.Kind;
import app.velvet.venues.contact.ContactsService;
import app.velvet.venues.contact.QualificationStatus;
import app.velvet.venues.venue.VenueDirectory;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a request about a booking wants of contacts-service: notes about it, and what the venue thinks of the guest. It is
 * stored with the booking, so that it is neither forgotten nor done twice, whoever crashes.
 */
@ApplicationScoped
public class WantedNotes {

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
    public record Wanted(long bookingId, QualificationStatus qualification, Command command) {}

    /** @param reservationId null if it is about a guestlist, and the other way round */
    @RegisterForReflection
    private record NewNote(
            long companyId,
            long userId,
            Long reservationId,
            Long guestlistId,
            String eventName,
            List<String> audience,
            String text) {}

    @RegisterForReflection
    private record NewQualification(
            long companyId, long userId, long contactId, long venueId, QualificationStatus status) {}

    /**
     * What one request says about one booking.
     *
     * @param qualification null if it says nothing about it
     */
    public record Wish(NotedBooking booking, List<String> notes, QualificationStatus qualification) {}

    /**
     * Stores in the current transaction what somebody is about to {@linkplain PromptNotes try}. A qualification needs a right
     * of its own, unless it is that already.
     */
    public Uni<List<Wanted>> store(Caller caller, List<Wish> wishes) {
        var wanted = wanted(caller, wishes);
        return withdrawQualifications(wishes)
                .chain(() -> pending.add(commands(wanted), LEFT_TO_THE_REQUEST))
                .replaceWith(wanted);
    }

    /** The same for so many that nobody waits for them. */
    public Uni<Void> storeForLater(Caller caller, List<Wish> wishes) {
        var wanted = wanted(caller, wishes);
        return withdrawQualifications(wishes).chain(() -> pending.add(commands(wanted)));
    }

    /** Who has changed his mind while contacts-service is away is not told the former last. */
    private Uni<Void> withdrawQualifications(List<Wish> wishes) {
        return Multi.createFrom()
                .iterable(wishes)
                .select()
                .where(wish -> wish.qualification() != null)
                .map(Wish::booking)
                .call(booking ->
                        pending.withdraw(booking.companyId(), ContactsService.NAME, qualificationKeys(booking)))
                .onItem()
                .ignoreAsUni();
    }

    /** Of a booking that is removed nobody writes notes any more. */
    public Uni<Void> withdraw(Kind kind, long companyId, long bookingId) {
        return pending.withdraw(companyId, ContactsService.NAME, noteKeys(kind, bookingId));
    }

    /** Forgets commands that have been accepted. */
    @WithTransaction
    Uni<Void> forget(List<Command> accepted) {
        return pending.forget(accepted);
    }

    private static List<Command> commands(List<Wanted> wanted) {
        return wanted.stream().map(Wanted::command).toList();
    }

    private static List<Wanted> wanted(Caller caller, List<Wish> wishes) {
        var wanted = new ArrayList<Wanted>();
        for (var wish : wishes) {
            var booking = wish.booking();
            wish.notes().forEach(text -> wanted.add(note(caller, text, booking)));
            if (wish.qualification() != null && !wish.qualification().wireName().equals(booking.qualification())) {
                caller.require(Right.CHANGE_QUALIFICATIONS, audience(booking));
                wanted.add(qualification(caller, wish.qualification(), booking));
            }
        }
        return wanted;
    }

    private static Wanted note(Caller caller, String text, NotedBooking booking) {
        var note = new NewNote(
                booking.companyId(),
                caller.userId(),
                booking.kind() == Kind.RESERVATION ? booking.id() : null,
                booking.kind() == Kind.GUESTLIST ? booking.id() : null,
                booking.eventName(),
                booking.audience().stream().map(Object::toString).sorted().toList(),
                text);
        return new Wanted(
                booking.id(), null, command(booking, "/internal/notes", noteKeys(booking.kind(), booking.id()), note));
    }

    private static Wanted qualification(Caller caller, QualificationStatus status, NotedBooking booking) {
        var qualification = new NewQualification(
                booking.companyId(), caller.userId(), booking.contactId(), booking.venueId(), status);
        return new Wanted(
                booking.id(),
                status,
                command(
                        booking,
                        "/internal/contacts/qualifications",
                        qualificationKeys(booking) + bookingKeys(booking.kind(), booking.id()),
                        qualification));
    }

    private static Command command(NotedBooking booking, String path, String keys, Object body) {
        var key = keys + booking.commands().next();
        return new Command(booking.companyId(), ContactsService.NAME, path, key, body);
    }

    /** How the names of all notes of a booking begin. */
    private static String noteKeys(Kind kind, long bookingId) {
        return bookingKeys(kind, bookingId) + "note/";
    }

    /** How the names of all begin that the venue has thought of the guest, whichever booking it was said with. */
    private static String qualificationKeys(NotedBooking booking) {
        return "contact/" + booking.contactId() + "/venue/" + booking.venueId() + "/qualification/";
    }

    private static String bookingKeys(Kind kind, long bookingId) {
        return kind.prefix() + "/" + bookingId + "/";
    }

    /** Whose a qualification is: the venue's, and the contact's owners'. */
    private static Set<Audience> audience(NotedBooking booking) {
        var audience = new HashSet<>(VenueDirectory.audience(booking.venueId()));
        booking.contactAudience().stream()
                .filter(entry -> entry.kind() == Audience.Kind.USER)
                .forEach(audience::add);
        return audience;
    }
}
