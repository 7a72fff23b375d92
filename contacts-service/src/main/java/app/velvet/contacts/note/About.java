package app.velvet.contacts.note;

import app.velvet.contacts.derived.Origin;
import java.util.Comparator;

/** The one thing that a note is about. */
record About(NoteSubject subject, long id) {

    /** In this order they are locked: see {@code package-info} of the service. */
    static final Comparator<About> ORDER = Comparator.comparing(About::subject).thenComparingLong(About::id);

    Origin origin(long companyId) {
        return new Origin(companyId, subject.className(), id);
    }
}
