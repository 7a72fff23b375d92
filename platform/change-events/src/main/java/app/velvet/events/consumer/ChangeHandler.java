package app.velvet.events.consumer;

import app.velvet.events.relay.EpochSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The effect of changes on this service's database. Implementations are CDI beans; the consumer finds them, gives each a
 * Kafka consumer group of its own and calls it from one thread at a time per partition.
 */
public interface ChangeHandler {

    /** Names the consumer group, the stored positions and the dead-letter topics; never changed once deployed. */
    String consumer();

    /** The topics it follows. */
    Set<String> topics();

    /**
     * What becomes of a record that can never be applied: put aside ({@code false}), or its company stopped until it is
     * repaired ({@code true}: where skipping it would break a promise).
     */
    boolean stopsCompanies();

    /**
     * Applies changes of one partition, in order, all of them new to this consumer, inside the transaction that also advances the
     * consumer's position. Must not commit, roll back or close {@code transaction}; must have no other effect than on it.
     * They are of any class, also {@link EpochSnapshot#END_CLASS_NAME}: who counts sequences finds no hole.
     *
     * Nothing is applied twice, also not where a topic is read anew. But an entity may come back that was swept, and its
     * first change need not be its creation: earlier ones may have been compacted away.
     *
     * @throws SQLException is rolled back and tried again for as long as it takes, unless it speaks of the data. Values that
     *     are refused whatever else is stored (class 22, a check or not-null constraint) count as never to be applied; what
     *     depends on other rows (other constraints, a trigger's refusal) does after a few tries with the change alone
     * @throws UnprocessableChangeException if a record can never be applied; any other failure that has no database or
     *     broker behind it counts as the same
     */
    void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException;

    /**
     * What {@link #apply} did with these changes has been committed. For measuring only: a process that ends in between does not
     * tell, and nothing may fail here.
     */
    default void committed(List<ChangeRecord> changes) {}

    /**
     * Treats as destroyed what {@code resynchronisation} has not named: a publishing database was restored from a backup
     * and has lost it, or it was destroyed so long ago, while this consumer was away, that the topic has forgotten even
     * that. All that was named was applied before. In the transaction that also ends the resynchronisation; by the same rules
     * as {@link #apply}, but tried again whatever the failure. A handler that keeps nothing by entity has nothing to do.
     */
    default void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {}
}
