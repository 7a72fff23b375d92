package app.velvet.contacts.contact;

import app.velvet.api.permission.Audience;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A contact that nobody else changes until the end of the transaction. */
public interface HeldContact {

    long id();

    /** Who may see it. */
    Set<Audience> audience();

    /**
     * Takes down when the latest log about it was.
     *
     * @param latest null if there is none
     * @return what is to be published of it
     */
    Uni<List<ChangeEvent>> lastLoggedAt(Instant latest, Long actorId);
}
