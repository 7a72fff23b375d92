package app.velvet.contacts.note;

import app.velvet.api.permission.Audience;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** Something that notes are about, as it is at this moment. */
public interface NotedThing {

    Set<Audience> audience();

    /** The name of the event that it is for; null if it is for none. */
    String eventName();

    /**
     * What is to be published of it because its notes have changed, in the transaction that changed them; nothing if it
     * does not tell of them. They must be flushed.
     */
    Uni<List<ChangeEvent>> notesChanged(Long actorId);
}
