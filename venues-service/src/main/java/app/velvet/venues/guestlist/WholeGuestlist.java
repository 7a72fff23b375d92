package app.velvet.venues.guestlist;

import app.velvet.api.permission.Audience;
import app.velvet.api.token.Caller;
import app.velvet.venues.booking.NotedBooking;
import app.velvet.venues.booking.WholeBooking;
import app.velvet.venues.contact.ContactDirectory;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A guestlist with all that it embeds.
 *
 * @param contactAudience who may see the contact
 * @param guestlist in full
 */
@RegisterForReflection
record WholeGuestlist(long companyId, List<String> contactAudience, GuestlistView guestlist) implements WholeBooking {

    @Override
    public long id() {
        return guestlist.id();
    }

    @Override
    public Set<Audience> audience() {
        return GuestlistAccess.audience(guestlist.venueId(), guestlist.userId());
    }

    @Override
    public GuestlistView published() {
        return guestlist;
    }

    /** As he sees it. */
    GuestlistView viewOf(Caller reader) {
        return ContactDirectory.mayViewInFull(reader, audienceOfContact())
                ? guestlist
                : guestlist.withContactInfo(guestlist.contactInfo().masked());
    }

    /** The same guestlist as {@code stored}. */
    NotedBooking noted(Guestlist stored) {
        return new NotedBooking(
                NotedBooking.Kind.GUESTLIST,
                companyId,
                id(),
                guestlist.venueId(),
                guestlist.contactId(),
                guestlist.eventName(),
                audience(),
                audienceOfContact(),
                guestlist.qualification(),
                stored::nextCommand);
    }

    private Set<Audience> audienceOfContact() {
        return contactAudience.stream().map(Audience::parse).collect(Collectors.toSet());
    }
}
