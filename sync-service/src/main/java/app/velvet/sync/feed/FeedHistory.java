package app.velvet.sync.feed;

import app.velvet.events.consumer.ChangeRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Notices what no change of a company tells, so that whoever asks for an earlier time must load everything. Changes are
 * missing where the feed is built from a topic that was compacted meanwhile: what is alive is all there, but destroys may have
 * gone without a trace. And a service that begins a new epoch has lost what it had answered to clients, but not published.
 */
class FeedHistory {

    /** By what the consumer has applied before. */
    private static final String FORGET_IF_SOMETHING_IS_UNTOLD = """
            insert into feed_forgotten (company_id, forgotten_until)
            select arrived.company_id, ?
              from unnest(?::bigint[], ?::text[], ?::bigint[], ?::boolean[])
                       as arrived (company_id, epoch, sequence, complete)
              left join consumer_sequence as applied
                     on applied.company_id = arrived.company_id and applied.consumer = ? and applied.topic = ?
             where not arrived.complete
                or applied.epoch <> arrived.epoch
                or arrived.sequence > coalesce(applied.sequence, 0) + 1
            on conflict on constraint pk_feed_forgotten do update set forgotten_until = excluded.forgotten_until
            """;

    /** What has arrived of one company, from its first sequence on. */
    private record Arrival(long companyId, String epoch, long first, long last, boolean complete) {

        static Arrival of(ChangeRecord change) {
            return new Arrival(change.companyId(), change.epoch(), change.sequence(), change.sequence(), true);
        }

        Arrival and(Arrival next) {
            var follows = epoch.equals(next.epoch) && next.first == last + 1;
            return new Arrival(companyId, epoch, first, next.last, complete && follows);
        }
    }

    /** @param changes of one topic, in order */
    void check(Connection transaction, Instant time, List<ChangeRecord> changes) throws SQLException {
        var arrivals = new LinkedHashMap<Long, Arrival>();
        changes.forEach(change -> arrivals.merge(change.companyId(), Arrival.of(change), Arrival::and));
        forgetIfSomethingIsUntold(transaction, time, changes.get(0).topic(), arrivals.values());
    }

    private static void forgetIfSomethingIsUntold(
            Connection transaction, Instant time, String topic, Collection<Arrival> arrivals) throws SQLException {
        try (var statement = transaction.prepareStatement(FORGET_IF_SOMETHING_IS_UNTOLD)) {
            var companyIds = arrivals.stream().map(Arrival::companyId).toArray();
            var epochs = arrivals.stream().map(Arrival::epoch).toArray();
            var sequences = arrivals.stream().map(Arrival::first).toArray();
            var complete = arrivals.stream().map(Arrival::complete).toArray();
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            statement.setArray(2, transaction.createArrayOf("bigint", companyIds));
            statement.setArray(3, transaction.createArrayOf("text", epochs));
            statement.setArray(4, transaction.createArrayOf("bigint", sequences));
            statement.setArray(5, transaction.createArrayOf("boolean", complete));
            statement.setString(6, FeedProjector.CONSUMER);
            statement.setString(7, topic);
            statement.executeUpdate();
        }
    }
}
