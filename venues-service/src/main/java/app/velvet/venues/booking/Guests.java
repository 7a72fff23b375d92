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
 * @param told what contacts-service has just told of them; empty if the request names contacts
 * @param typed how the request describes the one whom it brings; null if it describes nobody
 */
public record Guests(List<Long> contactIds, List<ToldContact> told, NewGuest typed) {

    public static Guests named(List<Long> contactIds) {
        return new Guests(contactIds, List.of(), null);
    }

    public static Guests described(ToldContact told, NewGuest typed) {
        return new Guests(List.of(told.id()), List.of(told), typed);
    }

    /** Those of whom contacts-service has just told, in this order. */
    public static Guests told(List<ToldContact> told) {
        return new Guests(told.stream().map(ToldContact::id).toList(), told, null);
    }

    /** Who has just been made need not have been heard of yet. */
    public Uni<Void> remember(ContactDirectory contacts, long companyId) {
        return contacts.remember(companyId, told);
    }

    /** Of a guest whom he may not see, he who books sees what he typed. */
    public <V extends BookingView<V>> V view(V booked, Caller booking) {
        return typed == null || told.get(0).known().isVisibleTo(booking) ? booked : booked.withContactInfo(asTyped());
    }

    private ContactInfo asTyped() {
        return new ContactInfo(
                typed.name(), null, null, null, null, null, null, null, typed.email(), typed.phone(), "");
    }
}
