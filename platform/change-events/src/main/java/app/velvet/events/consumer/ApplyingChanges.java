package app.velvet.events.consumer;

import app.velvet.events.JdbcTransactions;
import app.velvet.events.trace.Traces;
import io.opentelemetry.api.trace.Span;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/**
 * Applies a batch: what is new in it goes to the handler, in one transaction with the position; what can never be applied is
 * put aside or stops its company, and only that.
 */
final class ApplyingChanges {

    private final DataSource database;
    private final ConsumerStore store;
    private final ChangeHandler handler;
    private final HandingOver handingOver;
    private final ConsumerSettings settings;
    private final PuttingAside puttingAside;
    private final ConsumerReport report;
    private final Traces traces;
    private final SweepingCompanies sweeping;
    private final Consumer<ConsumerStep> steps;

    ApplyingChanges(
            DataSource database,
            ConsumerStore store,
            ChangeHandler handler,
            ConsumerSettings settings,
            DeadLetters deadLetters,
            ConsumerMetrics metrics,
            Traces traces,
            SweepingCompanies sweeping,
            Consumer<ConsumerStep> steps) {
        this.database = database;
        this.store = store;
        this.handler = handler;
        this.handingOver = new HandingOver(handler);
        this.settings = settings;
        this.puttingAside = new PuttingAside(deadLetters, steps);
        this.report = new ConsumerReport(handler.consumer(), metrics);
        this.traces = traces;
        this.sweeping = sweeping;
        this.steps = steps;
    }

    /**
     * Returns when the batch has taken effect.
     *
     * @throws SQLException if it has to be tried again; part of it may have taken effect, as {@link Batch#committed} has told
     * @throws RuntimeException likewise
     */
    void apply(Batch batch) throws SQLException, PositionLostException {
        var refusals = new Refusals(handler.stopsCompanies());
        while (true) {
            try {
                puttingAside.putAside(batch, refusals);
                commit(batch, refusals);
                puttingAside.passed(batch);
                return;
            } catch (ChangeRefusedException e) {
                if (e.offset() == null) {
                    applyOneByOne(batch);
                    return;
                }
                refusals.add(e.offset(), e.getMessage());
            }
        }
    }

    private void applyOneByOne(Batch batch) throws SQLException, PositionLostException {
        for (var single : batch.split()) {
            apply(single);
        }
    }

    private void commit(Batch batch, Refusals refusals) throws SQLException, PositionLostException {
        var effect = new BatchEffect(batch, refusals, store, handingOver, this::begin, settings.compactionLag(), steps);
        try {
            JdbcTransactions.<Void, PositionLostException>inTransaction(database, transaction -> {
                effect.make(transaction);
                return null;
            });
        } catch (SQLException e) {
            if (effect.isMade()) {
                handingOver.refuseIfHopeless(effect.applied(), e);
            }
            throw e;
        }
        effect.spans().forEach(Span::end);
        batch.committed();
        report.committed(batch, effect);
        handler.committed(effect.applied());
        if (effect.leavesSomethingToSweep()) {
            sweeping.lookAgain();
        }
        steps.accept(ConsumerStep.COMMITTED);
    }

    private Span begin(Received.Change change) {
        return traces.processing(change.raw(), handler.consumer());
    }

    /** Someone else may have these partitions now. */
    void forget(TopicPartition partition) {
        puttingAside.forget(partition);
        handingOver.forget(partition);
    }
}
