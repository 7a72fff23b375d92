package app.velvet.contacts.note;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** One kind of things that notes are about. */
public interface Noted {

    NoteSubject subject();

    /** Empty if there is no such thing. */
    Uni<Optional<NotedThing>> find(long companyId, long id);

    /** The same, and nobody changes it, removes it or changes its notes until the end of the caller's transaction. */
    Uni<Optional<NotedThing>> hold(long companyId, long id);
}
