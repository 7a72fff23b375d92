package app.velvet.events.outbox;

import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where a service puts its changes, in the transaction that makes them. */
public interface Outbox {

    /**
     * Flushes the current Hibernate Reactive session, then inserts the changes; they are published after the transaction
     * has committed and not at all if it rolls back. Must be called inside a transaction ({@code @WithTransaction}), as the
     * last step of it, in the order in which the changes are to be seen.
     */
    Uni<Void> append(List<ChangeEvent> changes);

    default Uni<Void> append(ChangeEvent change) {
        return append(List.of(change));
    }
}
