package app.velvet.venues.booking;

import app.velvet.venues.contact.ContactInfo;
import app.velvet.venues.contact.NoteView;
import java.util.List;

/**
 * A booking as one reader sees it.
 *
 * @param <V> its kind
 */
public interface BookingView<V> {

    long id();

    ContactInfo contactInfo();

    /** What the event's venue thinks of the contact; null for nothing. */
    String qualification();

    /** The newest ones, in id order. */
    List<NoteView> notes();

    /** The same with something else embedded. */
    V with(ContactInfo newInfo, String newQualification, List<NoteView> newNotes);

    default V withContactInfo(ContactInfo newInfo) {
        return with(newInfo, qualification(), notes());
    }
}
