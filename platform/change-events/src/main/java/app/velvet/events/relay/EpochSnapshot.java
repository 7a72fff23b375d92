package app.velvet.events.relay;

import static app.velvet.events.JdbcTransactions.inTransaction;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.CommitSignal;
import app.velvet.events.outbox.JdbcOutbox;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Publishes a service's whole state in a new epoch: company by company, class by class, in chunks, each its own
 * transaction that also stores how far it got. Any relay of the service goes on where another stopped.
 */
public final class EpochSnapshot {

    /**
     * Class of the change that ends a company's snapshot; its id is the company's. What the epoch has not named before
     * it does not exist any more.
     */
    public static final String END_CLASS_NAME = "EpochSnapshot";

    private static final Logger LOG = Logger.getLogger(EpochSnapshot.class);
    private static final int CHUNK = 500;

    private final DataSource database;
    private final StateSource state;
    private final JdbcOutbox outbox;
    private final CommitSignal signal;

    public EpochSnapshot(DataSource database, StateSource state, ObjectMapper mapper, CommitSignal signal) {
        this.database = database;
        this.state = state;
        this.outbox = new JdbcOutbox(mapper);
        this.signal = signal;
    }

    /** How far a snapshot got: of the company, entities up to that of that class are done; no class: none yet. */
    private record Cursor(String epoch, long companyId, String className, long entityId) {

        Cursor startOf(String nextClass) {
            return new Cursor(epoch, companyId, nextClass, Long.MIN_VALUE);
        }

        Cursor at(long lastEntityId) {
            return new Cursor(epoch, companyId, className, lastEntityId);
        }

        Cursor company(long nextCompanyId) {
            return new Cursor(epoch, nextCompanyId, null, Long.MIN_VALUE);
        }
    }

    /** Publishes the next chunk; false if there is none, or another relay is at it. */
    boolean publishChunk() throws SQLException {
        var published = inTransaction(database, transaction -> {
            var cursor = lockCursor(transaction);
            if (cursor.isPresent()) {
                advance(transaction, cursor.get());
            }
            return cursor;
        });
        published.ifPresent(cursor -> signal.committed(cursor.companyId()));
        return published.isPresent();
    }

    private static Optional<Cursor> lockCursor(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                        select epoch, snapshot_company_id, snapshot_class_name, snapshot_entity_id
                          from publication_epoch
                         where epoch = (select max(epoch) from publication_epoch) and snapshot_done_at is null
                           for update skip locked
                        """);
                var row = query.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            var company = row.getObject("snapshot_company_id", Long.class);
            var entity = row.getObject("snapshot_entity_id", Long.class);
            return Optional.of(new Cursor(
                    row.getString("epoch"),
                    company == null ? Long.MIN_VALUE : company,
                    row.getString("snapshot_class_name"),
                    entity == null ? Long.MIN_VALUE : entity));
        }
    }

    private void advance(Connection connection, Cursor cursor) throws SQLException {
        if (cursor.className() == null) {
            beginNextCompany(connection, cursor);
            return;
        }
        holdBackOtherChanges(connection, cursor.companyId());
        var chunk = state.state(connection, cursor.companyId(), cursor.className(), cursor.entityId(), CHUNK);
        if (!chunk.isEmpty()) {
            outbox.append(connection, chunk, null);
            store(connection, cursor.at(chunk.get(chunk.size() - 1).id()));
            return;
        }
        int next = state.classNames().indexOf(cursor.className()) + 1;
        if (next < state.classNames().size()) {
            store(connection, cursor.startOf(state.classNames().get(next)));
        } else {
            outbox.append(connection, List.of(end(cursor)), null);
            store(connection, cursor.company(cursor.companyId()));
        }
    }

    private void beginNextCompany(Connection connection, Cursor cursor) throws SQLException {
        var next = companyAfter(connection, cursor.companyId());
        if (next.isPresent()) {
            store(
                    connection,
                    cursor.company(next.get()).startOf(state.classNames().get(0)));
        } else {
            finish(connection, cursor.epoch());
        }
    }

    /** Those that ever published: also of what they have no more, subscribers may still know. */
    private static Optional<Long> companyAfter(Connection connection, long companyId) throws SQLException {
        try (var query = connection.prepareStatement(
                "select company_id from outbox_counter where company_id > ? order by company_id limit 1")) {
            query.setLong(1, companyId);
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getLong("company_id")) : Optional.empty();
            }
        }
    }

    /**
     * The company's changes commit either before the state is read, or after this chunk and then with later sequences: so
     * what a chunk says is never older than what was published before it.
     */
    private static void holdBackOtherChanges(Connection connection, long companyId) throws SQLException {
        try (var lock = connection.prepareStatement("""
                insert into outbox_counter as counter (company_id, last_sequence) values (?, 0)
                on conflict (company_id) do update set last_sequence = counter.last_sequence
                """)) {
            lock.setLong(1, companyId);
            lock.executeUpdate();
        }
    }

    private static ChangeEvent end(Cursor cursor) {
        return new ChangeEvent(
                cursor.companyId(),
                END_CLASS_NAME,
                cursor.companyId(),
                Action.UPDATE,
                Map.of("epoch", cursor.epoch()),
                Set.<Audience>of(),
                null);
    }

    private static void store(Connection connection, Cursor cursor) throws SQLException {
        try (var store = connection.prepareStatement("""
                update publication_epoch
                   set snapshot_company_id = ?, snapshot_class_name = ?, snapshot_entity_id = ?
                 where epoch = ?
                """)) {
            store.setLong(1, cursor.companyId());
            store.setString(2, cursor.className());
            store.setLong(3, cursor.entityId());
            store.setString(4, cursor.epoch());
            store.executeUpdate();
        }
    }

    private static void finish(Connection connection, String epoch) throws SQLException {
        try (var finish = connection.prepareStatement(
                "update publication_epoch set snapshot_done_at = clock_timestamp() where epoch = ?")) {
            finish.setString(1, epoch);
            finish.executeUpdate();
        }
        LOG.infof("All state was published again in epoch %s", epoch);
    }
}
