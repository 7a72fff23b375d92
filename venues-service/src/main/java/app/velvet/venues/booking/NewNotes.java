package app.velvet.venues.booking;

import app.velvet.api.parameters.Fields;
import java.util.List;

/** The notes that a request brings, to be written about a booking. */
public final class NewNotes {

    /** As much as contacts-service takes as one. */
    public static final int LONGEST = 10_000;

    static final String NAME = "notes";

    private static final int MOST = 50;

    private NewNotes() {}

    /** Empty if there are none. */
    public static List<String> read(Fields fields) {
        var notes = fields.texts(NAME, LONGEST);
        if (notes != null && notes.size() > MOST) {
            fields.reject(NAME, "has more than " + MOST + " entries");
        }
        return notes == null ? List.of() : notes;
    }
}
