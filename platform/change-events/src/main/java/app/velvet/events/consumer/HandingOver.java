package app.velvet.events.consumer;

import app.velvet.events.consumer.Failures.Prospect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Gives changes to the handler, and judges its failures: which change is refused for good, which is to be tried again. */
final class HandingOver {

    /** With the waits between them, a change that the database refuses holds its partition up for a second or two. */
    static final int TRIES = 5;

    private static final Logger LOG = Logger.getLogger(HandingOver.class);

    private final ChangeHandler handler;
    private final Map<TopicPartition, Tried> tried = new HashMap<>();

    private record Tried(long offset, int times) {}

    HandingOver(ChangeHandler handler) {
        this.handler = handler;
    }

    /**
     * @throws SQLException to be tried again
     * @throws ChangeRefusedException if it is of no use to try again
     */
    void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        try {
            handler.apply(transaction, changes);
        } catch (UnprocessableChangeException e) {
            var known = e.change() != null && changes.contains(e.change());
            throw new ChangeRefusedException(
                    known ? Long.valueOf(e.change().offset()) : onlyOne(changes), e.getMessage());
        } catch (SQLException | RuntimeException e) {
            refuseIfHopeless(changes, e);
            throw e;
        }
    }

    /**
     * Also for what the handler did and the database refuses only when the transaction commits.
     *
     * @throws ChangeRefusedException if it is of no use to try these changes again, at least not together
     */
    void refuseIfHopeless(List<ChangeRecord> changes, Exception failure) {
        var prospect = Failures.prospect(failure);
        if (prospect == Prospect.GOOD || prospect == Prospect.DOUBTFUL && mayBeTriedAgain(changes)) {
            return;
        }
        if (onlyOne(changes) != null) {
            LOG.errorf(Failures.withoutMessage(failure), "The handler of %s fails on a change", handler.consumer());
        }
        throw new ChangeRefusedException(onlyOne(changes), Failures.describe(failure));
    }

    /** Only alone: what fails in a batch may be of any of its changes. */
    private boolean mayBeTriedAgain(List<ChangeRecord> changes) {
        if (changes.size() != 1) {
            return false;
        }
        var change = changes.get(0);
        var partition = new TopicPartition(change.topic(), change.partition());
        var now = new Tried(change.offset(), 1);
        var times = tried.merge(
                        partition,
                        now,
                        (before, first) ->
                                before.offset == first.offset ? new Tried(first.offset, before.times + 1) : first)
                .times;
        return times < TRIES;
    }

    private static Long onlyOne(List<ChangeRecord> changes) {
        return changes.size() == 1 ? changes.get(0).offset() : null;
    }

    /** Someone else may have the partition now. */
    void forget(TopicPartition partition) {
        tried.remove(partition);
    }
}
