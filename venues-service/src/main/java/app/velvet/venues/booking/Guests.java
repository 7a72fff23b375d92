package app.velvet.venues.booking;

import app.velvet.api.token.Caller;
import app.velvet.venues.contact.ContactDirectory;
import app.velvet.venues.contact.ContactInfo;
import app.velvet.venues.contact.ToldContact;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The contacts that bookings are made for.
 *
 * @param told what contacts-service has just told of the one that the request describes; null if it names contacts
 * @param typed how it describes him
 */
public record Guests(List<Long> contactIds, ToldContact told, NewGuest typed) {

    public static Guests named(List<Long> contactIds) {
        return new Guests(contactIds, null, null);
    }

    public static Guests described(ToldContact told, NewGuest typed) {
        return new Guests(List.of(told.id()), told, typed);
    }

    /** Who has just been made need not have been heard of yet. */
    public Uni<Void> remember(ContactDirectory contacts, long companyId) {
        return told == null ? Uni.createFrom().voidItem() : contacts.remember(companyId, told);
    }

    /** Of a guest whom he may not see, he who books sees what he typed. */
    public <V extends BookingView<V>> V view(V booked, Caller booking) {
        return told == null || told.known().isVisibleTo(booking) ? booked : booked.withContactInfo(asTyped());
    }

    private ContactInfo asTyped() {
        return new ContactInfo(
                typed.name(), null, null, null, null, null, null, null, typed.email(), typed.phone(), "");
    }
}
