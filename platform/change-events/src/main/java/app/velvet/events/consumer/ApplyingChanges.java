package app.velvet.events.consumer;

import app.velvet.events.consumer.Batch.Kept;
import app.velvet.events.consumer.ConsumerStore.CompanyRow;
import app.velvet.events.consumer.Received.Place;
import app.velvet.events.relay.EpochSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Applies a batch: what is new in it goes to the handler, in one transaction with the position; what can never be applied is
 * put aside or stops its company, and only that.
 */
final class ApplyingChanges {

    /** Someone else has applied these records, or is about to. */
    static final class PositionLostException extends Exception {}

    /** The handler will never apply a record; {@code offset} is null if which one is not known. */
    private static final class RefusedByHandlerException extends Exception {

        private final transient Long offset;

        RefusedByHandlerException(Long offset, String reason) {
            super(reason, null, false, false);
            this.offset = offset;
        }
    }

    private static final Logger LOG = Logger.getLogger(ApplyingChanges.class);

    private final DataSource database;
    private final ConsumerStore store;
    private final ChangeHandler handler;
    private final ConsumerSettings settings;
    private final DeadLetters deadLetters;
    private final ConsumerMetrics metrics;
    private final Consumer<ConsumerStep> steps;

    ApplyingChanges(
            DataSource database,
            ConsumerStore store,
            ChangeHandler handler,
            ConsumerSettings settings,
            DeadLetters deadLetters,
            ConsumerMetrics metrics,
            Consumer<ConsumerStep> steps) {
        this.database = database;
        this.store = store;
        this.handler = handler;
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.steps = steps;
    }

    /**
     * Returns when the batch has taken effect.
     *
     * @throws SQLException if it has to be tried again; part of it may have taken effect, as {@link Batch#committed} has told
     * @throws RuntimeException likewise
     */
    void apply(Batch batch) throws SQLException, PositionLostException {
        var refused = new HashMap<Long, String>();
        var sent = new HashSet<Long>();
        while (true) {
            try {
                putAside(batch, refused, sent);
                commit(batch, refused);
                return;
            } catch (RefusedByHandlerException e) {
                if (e.offset == null) {
                    applyOneByOne(batch);
                    return;
                }
                refused.put(e.offset, e.getMessage());
            }
        }
    }

    private void applyOneByOne(Batch batch) throws SQLException, PositionLostException {
        for (var single : batch.split()) {
            apply(single);
        }
    }

    // Before the position passes them: a crash in between leaves a record there twice, never nowhere.
    private void putAside(Batch batch, Map<Long, String> refused, Set<Long> sent) {
        var letters = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, String>();
        for (var received : batch.records()) {
            var reason = reason(received, refused);
            if (reason != null && !stopsCompanyOf(received) && sent.add(received.offset())) {
                letters.put(received.raw(), reason);
            }
        }
        if (!letters.isEmpty()) {
            deadLetters.send(letters);
            steps.accept(ConsumerStep.DEAD_LETTERS_SENT);
        }
    }

    private void commit(Batch batch, Map<Long, String> refused)
            throws SQLException, PositionLostException, RefusedByHandlerException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            var effect = new Effect(connection, batch, refused);
            try {
                effect.make();
                connection.commit();
            } catch (SQLException | PositionLostException | RefusedByHandlerException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
            batch.committed();
            effect.report();
        }
        steps.accept(ConsumerStep.COMMITTED);
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** One attempt at the effect of a batch. */
    private final class Effect {

        private final Connection connection;
        private final Batch batch;
        private final Map<Long, String> refused;
        private final Map<Long, CompanyRow> moved = new HashMap<>();
        private final List<ChangeRecord> changes = new ArrayList<>();
        private final List<ChangeRecord> named = new ArrayList<>();
        private final Kept kept = new Kept();
        private final List<String> gaps = new ArrayList<>();
        private Map<Long, CompanyRow> companies = Map.of();
        private int applied;
        private int repeated;
        private int putAside;

        Effect(Connection connection, Batch batch, Map<Long, String> refused) {
            this.connection = connection;
            this.batch = batch;
            this.refused = refused;
        }

        void make() throws SQLException, PositionLostException, RefusedByHandlerException {
            steps.accept(ConsumerStep.TRANSACTION_BEGUN);
            if (!batch.claim(connection)) {
                throw new PositionLostException();
            }
            steps.accept(ConsumerStep.POSITION_ADVANCED);
            var companyIds = companyIds();
            if (!companyIds.isEmpty()) {
                companies = store.companies(connection, topic(), companyIds);
                steps.accept(ConsumerStep.SEQUENCES_READ);
                sort();
                handOver();
                storeNamed();
            }
            if (!moved.isEmpty()) {
                store.storePlaces(connection, topic(), moved);
                steps.accept(ConsumerStep.SEQUENCES_STORED);
            }
            batch.settle(connection, kept);
            if (!kept.isEmpty()) {
                steps.accept(ConsumerStep.COMPANIES_STOPPED);
            }
        }

        private String topic() {
            return batch.partition().topic();
        }

        private Set<Long> companyIds() {
            var companyIds = new HashSet<Long>();
            batch.records().stream()
                    .map(ApplyingChanges::companyId)
                    .filter(Objects::nonNull)
                    .forEach(companyIds::add);
            return companyIds;
        }

        private void sort() throws SQLException, RefusedByHandlerException {
            for (var received : batch.records()) {
                if (!(received instanceof Received.Tombstone)) {
                    sort(received);
                }
            }
        }

        private void sort(Received received) throws SQLException, RefusedByHandlerException {
            var companyId = companyId(received);
            var place = place(received);
            if (companyId != null && standsStill(companyId)) {
                kept.keep(companyId, received);
                return;
            }
            var last = companyId == null ? null : company(companyId).last();
            if (last != null && place != null && !last.isBefore(place)) {
                repeated++;
                return;
            }
            var reason = reason(received, refused);
            if (reason != null && stopsCompanyOf(received)) {
                kept.stop(companyId, received, reason);
                return;
            }
            if (place != null && companyId != null) {
                move(companyId, last, place, received);
            }
            if (received instanceof Received.Change readable) {
                sort(readable.change(), reason);
            }
            if (reason != null) {
                putAside++;
            }
        }

        private void sort(ChangeRecord change, String reason) throws SQLException, RefusedByHandlerException {
            var company = company(change.companyId());
            if (change.className().equals(EpochSnapshot.END_CLASS_NAME)) {
                if (company.resynchronising()) {
                    sweep(change.companyId());
                    moved.put(change.companyId(), company.at(company.last(), false));
                }
                return;
            }
            if (company.resynchronising()) {
                named.add(change);
            }
            if (reason == null) {
                changes.add(change);
            }
        }

        private void sweep(long companyId) throws SQLException, RefusedByHandlerException {
            handOver();
            storeNamed();
            handler.sweep(connection, new Resynchronisation(handler.consumer(), topic(), companyId));
            store.forgetNamed(connection, topic(), companyId);
            LOG.infof("%s has resynchronised company %d with %s", handler.consumer(), companyId, topic());
        }

        private void storeNamed() throws SQLException {
            if (!named.isEmpty()) {
                store.named(connection, topic(), named);
                named.clear();
            }
        }

        private boolean standsStill(long companyId) {
            return kept.stops().containsKey(companyId)
                    || batch instanceof Batch.Polled && companies.get(companyId).stopped();
        }

        private CompanyRow company(long companyId) {
            return moved.getOrDefault(companyId, companies.get(companyId));
        }

        private void move(long companyId, Place last, Place place, Received received) throws SQLException {
            if (last != null
                    && last.epoch().equals(place.epoch())
                    && place.sequence() > last.sequence() + 1
                    && !mayBeCompacted(received)) {
                gaps.add("company " + companyId + ", " + last.sequence() + " to " + place.sequence());
            }
            var company = company(companyId);
            var newEpoch = last != null && !last.epoch().equals(place.epoch());
            if (newEpoch) {
                storeNamed();
                store.forgetNamed(connection, topic(), companyId);
            }
            moved.put(companyId, company.at(place, newEpoch || company.resynchronising()));
        }

        private boolean mayBeCompacted(Received received) {
            var age = System.currentTimeMillis() - received.raw().timestamp();
            return age > settings.compactionLag().toMillis();
        }

        private void handOver() throws SQLException, RefusedByHandlerException {
            if (changes.isEmpty()) {
                return;
            }
            try {
                handler.apply(connection, List.copyOf(changes));
            } catch (UnprocessableChangeException e) {
                var known = e.change() != null && changes.contains(e.change());
                throw new RefusedByHandlerException(
                        known ? Long.valueOf(e.change().offset()) : onlyOne(), e.getMessage());
            } catch (SQLException e) {
                if (!Failures.areOfTheData(e)) {
                    throw e;
                }
                throw new RefusedByHandlerException(
                        onlyOne(), "The database refuses its data: SQLSTATE " + e.getSQLState());
            } catch (RuntimeException e) {
                if (Failures.mayPass(e)) {
                    throw e;
                }
                LOG.errorf(Failures.withoutMessage(e), "The handler of %s fails on a change", handler.consumer());
                throw new RefusedByHandlerException(
                        onlyOne(), "The handler fails with " + e.getClass().getName());
            }
            applied += changes.size();
            changes.clear();
            steps.accept(ConsumerStep.APPLIED);
        }

        private Long onlyOne() {
            return changes.size() == 1 ? changes.get(0).offset() : null;
        }

        void report() {
            metrics.applied(applied);
            metrics.repeated(repeated);
            metrics.putAside(putAside);
            gaps.forEach(gap -> {
                metrics.gap();
                LOG.warnf("%s has lost changes of %s: %s", handler.consumer(), batch.partition(), gap);
            });
            kept.stops()
                    .forEach((companyId, stop) -> LOG.errorf(
                            "%s stands still for company %d at offset %d of %s: %s",
                            handler.consumer(), companyId, stop.failed().offset(), batch.partition(), stop.reason()));
            if (putAside > 0) {
                LOG.errorf(
                        "%s has put aside %d records of %s, see %s",
                        handler.consumer(), putAside, batch.partition(), deadLetters.topicFor(topic()));
            }
        }
    }

    private boolean stopsCompanyOf(Received received) {
        return handler.stopsCompanies() && companyId(received) != null;
    }

    private static String reason(Received received, Map<Long, String> refused) {
        return received instanceof Received.Unreadable unreadable
                ? unreadable.reason()
                : refused.get(received.offset());
    }

    private static Long companyId(Received received) {
        if (received instanceof Received.Change readable) {
            return readable.change().companyId();
        }
        return received instanceof Received.Unreadable unreadable ? unreadable.companyId() : null;
    }

    private static Place place(Received received) {
        if (received instanceof Received.Change readable) {
            return new Place(readable.change().epoch(), readable.change().sequence());
        }
        return received instanceof Received.Unreadable unreadable ? unreadable.place() : null;
    }
}
