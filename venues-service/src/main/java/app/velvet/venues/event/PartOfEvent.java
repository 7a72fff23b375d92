package app.velvet.venues.event;

import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Whatever an event has that is published by itself. The caller's transaction has locked the event. */
public interface PartOfEvent {

    /** The class of events in the contract. */
    String EVENT = EventChanges.EVENT;

    /** Fails with an {@link EventError} if the event must neither be removed nor called off. */
    default Uni<Void> requireDispensable(long companyId, long eventId) {
        return Uni.createFrom().voidItem();
    }

    /** Takes over what the event says of itself now, if it tells of that; emits what the caller is to publish. */
    default Uni<List<ChangeEvent>> follow(long companyId, long eventId, long actorId) {
        return Uni.createFrom().item(List.of());
    }

    /** Goes with its event; emits what the caller is to publish. */
    Uni<List<ChangeEvent>> goWith(long companyId, long eventId, long actorId);
}
