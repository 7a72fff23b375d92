package app.velvet.events.consumer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records of one partition, in order, that take effect in one transaction. */
sealed interface Batch {

    TopicPartition partition();

    List<Received> records();

    /**
     * Makes this transaction the only one that applies records of this partition, until it ends.
     *
     * @return false if these records are no longer to be applied from here
     */
    boolean claim(Connection transaction) throws SQLException;

    /** Stores what becomes of the records that were not applied. */
    void settle(Connection transaction, Kept kept) throws SQLException;

    /** The transaction has committed. */
    void committed();

    /** The same records one by one. */
    List<Batch> split();

    /** Records that wait for their company to be resumed, and why those companies have stopped that were running before. */
    final class Kept {

        record Stop(Received failed, String reason) {}

        private final Map<Long, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        private final Map<Long, Stop> stops = new LinkedHashMap<>();

        void keep(long companyId, Received record) {
            records.computeIfAbsent(companyId, missing -> new ArrayList<>()).add(record.raw());
        }

        void stop(long companyId, Received failed, String reason) {
            stops.put(companyId, new Stop(failed, reason));
            keep(companyId, failed);
        }

        Map<Long, Stop> stops() {
            return stops;
        }

        boolean isEmpty() {
            return records.isEmpty();
        }
    }

    /** As polled from Kafka: it moves the stored position over its records. */
    record Polled(
            ConsumerStore store,
            TopicPartition partition,
            List<Received> records,
            long from,
            long to,
            PositionListener positionMoved)
            implements Batch {

        @FunctionalInterface
        interface PositionListener {
            void moved(TopicPartition partition, long position);
        }

        @Override
        public boolean claim(Connection transaction) throws SQLException {
            return store.positions().advance(transaction, partition, from, to);
        }

        @Override
        public void settle(Connection transaction, Kept kept) throws SQLException {
            for (var stop : kept.stops.entrySet()) {
                store.stopped()
                        .stop(
                                transaction,
                                stop.getKey(),
                                stop.getValue().failed(),
                                stop.getValue().reason());
            }
            for (var parked : kept.records.entrySet()) {
                store.parked().park(transaction, parked.getKey(), parked.getValue());
            }
        }

        @Override
        public void committed() {
            positionMoved.moved(partition, to);
        }

        @Override
        public List<Batch> split() {
            var single = new ArrayList<Batch>();
            var start = from;
            for (var i = 0; i < records.size(); i++) {
                var end = i == records.size() - 1 ? to : records.get(i).offset() + 1;
                single.add(new Polled(store, partition, records.subList(i, i + 1), start, end, positionMoved));
                start = end;
            }
            return single;
        }
    }

    /** The first of what was parked for a company that is being resumed. Once nothing is parked, the company runs again. */
    record Parked(ConsumerStore store, CompanyPartition company, List<Received> records) implements Batch {

        @Override
        public TopicPartition partition() {
            return company.partition();
        }

        @Override
        public boolean claim(Connection transaction) throws SQLException {
            store.positions().hold(transaction, partition());
            if (!store.stopped().isToResume(transaction, company)) {
                return false;
            }
            var first = records.stream().map(Received::offset).findFirst();
            return store.parked().firstOffset(transaction, company).equals(first);
        }

        @Override
        public void settle(Connection transaction, Kept kept) throws SQLException {
            if (kept.isEmpty()) {
                applied(transaction);
            } else {
                var stop = kept.stops.get(company.companyId());
                store.parked().remove(transaction, company, stop.failed().offset());
                store.stopped().stop(transaction, company.companyId(), stop.failed(), stop.reason());
            }
        }

        private void applied(Connection transaction) throws SQLException {
            if (!records.isEmpty()) {
                var last = records.get(records.size() - 1).offset();
                store.parked().remove(transaction, company, last + 1);
            }
            if (store.parked().firstOffset(transaction, company).isEmpty()) {
                store.stopped().resumed(transaction, company);
            }
        }

        @Override
        public void committed() {}

        @Override
        public List<Batch> split() {
            return records.stream()
                    .<Batch>map(record -> new Parked(store, company, List.of(record)))
                    .toList();
        }
    }
}
