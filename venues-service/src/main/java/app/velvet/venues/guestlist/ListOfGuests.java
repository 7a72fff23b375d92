package app.velvet.venues.guestlist;

import app.velvet.api.parameters.Fields;
import app.velvet.venues.guestlist.GuestlistPatch.Types;

/**
 * Many guests who are to be put down for one event.
 *
 * @param originatorName the full name of whoever brings them
 * @param text as {@link GuestRows} reads it
 */
record ListOfGuests(String originatorName, String text, Listing guestlist) {

    private static final int LONGEST_NAME = 255;

    /** More than the body of any request has. */
    private static final int LONGEST_TEXT = 10_000_000;

    /** What all of them have in common. */
    record Listing(Long eventId, Types types) {

        static Listing read(Fields fields) {
            return new Listing(fields.requiredId("event_id"), Types.read(fields));
        }
    }

    static ListOfGuests read(Fields fields) {
        return new ListOfGuests(
                fields.requiredText("originator_name", LONGEST_NAME),
                fields.requiredText(GuestRows.TEXT, LONGEST_TEXT),
                fields.requiredTree("guestlist", Listing::read));
    }
}
