package app.velvet.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Fills sync-service's tables with what its projector would have put there, in the order in which it would have: the changes
 * of a company one after the other, all entries of an entity side by side.
 */
final class FeedLoader {

    private static final String COPY = """
            copy feed_entry (company_id, shard, class_name, entity_id, audience_key, visible_at, visible_since,
                             full_json, masked_json, full_for) from stdin
            """;
    private static final int BUFFER = 1 << 18;

    private final DataSource database;
    private final FeedData data;

    FeedLoader(DataSource database, FeedData data) {
        this.database = database;
        this.data = data;
    }

    /** Nobody may be at work on the feed. */
    void load() throws SQLException {
        for (int company = 0; company < data.companies(); company++) {
            copy(company);
            if ((company + 1) % 10 == 0) {
                System.out.printf("Loaded %d of %d companies%n", company + 1, data.companies());
            }
        }
        Sql.execute(database, """
                insert into feed_key (company_id, audience_key, shard, advanced_at)
                select company_id, audience_key, shard, max(visible_at) from feed_entry
                 group by company_id, audience_key, shard
                """);
        // what autovacuum would do, at a moment at which it disturbs nobody
        Sql.execute(database, "vacuum (freeze, analyze) feed_entry");
        Sql.execute(database, "vacuum (analyze) feed_key");
        Sql.execute(database, "checkpoint");
    }

    /** Each reader's one device has everything. */
    void acknowledge() {
        Sql.execute(database, """
                insert into feed_acknowledgment (company_id, user_id, device, acknowledged_at, seen_at)
                select company_id, user_id, 'd.test', now(), now() from feed_reader
                on conflict do nothing
                """);
        Sql.execute(database, "vacuum (analyze) feed_acknowledgment, feed_reader, staff_member");
    }

    private void copy(int company) throws SQLException {
        try (var connection = database.getConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
            try {
                var rows = new StringBuilder(BUFFER + (BUFFER >> 2));
                for (int entity = 0; entity < data.entities(); entity++) {
                    append(rows, company, entity);
                    if (rows.length() > BUFFER || entity == data.entities() - 1) {
                        var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
                        copy.writeToCopy(bytes, 0, bytes.length);
                        rows.setLength(0);
                    }
                }
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    private void append(StringBuilder rows, int company, int entity) {
        var stored = StoredEntity.of(company, data, entity);
        var beginning = FeedData.companyId(company) + "\t" + FeedData.shard(company) + "\t" + stored.className() + "\t"
                + stored.id() + "\t";
        var changedAt = data.changedAt(entity);
        var end = "\t" + changedAt + "\t" + changedAt + "\t" + stored.fullJson() + "\t"
                + (stored.maskedJson() == null ? "\\N" : stored.maskedJson()) + "\t" + array(stored.fullFor()) + "\n";
        stored.keys().forEach(key -> rows.append(beginning).append(key).append(end));
    }

    private static String array(Collection<String> texts) {
        return texts.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
