package app.velvet.events.consumer;

import app.velvet.events.relay.EpochSnapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A handler whose effect shows how often and in which order each change was applied. It also holds the entities themselves,
 * and sweeps them.
 */
class Ledger implements ChangeHandler {

    /** What a change is of, and which one. */
    record Entry(long companyId, long sequence, int times) {}

    static final String TABLES = """
            create table ledger (
                consumer text, company_id bigint, epoch text, sequence bigint,
                times integer not null, place bigint generated always as identity,
                primary key (consumer, company_id, epoch, sequence)
            );
            create table held (
                consumer text, company_id bigint, id bigint, primary key (consumer, company_id, id)
            );
            create table swept (consumer text, company_id bigint, id bigint)""";

    private final String consumer;
    private final String topic;
    private final boolean stopsCompanies;

    Ledger(String consumer, String topic, boolean stopsCompanies) {
        this.consumer = consumer;
        this.topic = topic;
        this.stopsCompanies = stopsCompanies;
    }

    @Override
    public String consumer() {
        return consumer;
    }

    @Override
    public Set<String> topics() {
        return Set.of(topic);
    }

    @Override
    public boolean stopsCompanies() {
        return stopsCompanies;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into ledger (consumer, company_id, epoch, sequence, times) values (?, ?, ?, ?, 1)
                on conflict (consumer, company_id, epoch, sequence) do update set times = ledger.times + 1
                """)) {
            for (var change : changes) {
                statement.setString(1, consumer);
                statement.setLong(2, change.companyId());
                statement.setString(3, change.epoch());
                statement.setLong(4, change.sequence());
                statement.addBatch();
            }
            statement.executeBatch();
        }
        hold(transaction, changes);
    }

    private void hold(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        try (var statement = transaction.prepareStatement(
                "insert into held (consumer, company_id, id) values (?, ?, ?) on conflict do nothing")) {
            for (var change : changes) {
                if (!change.className().equals(EpochSnapshot.END_CLASS_NAME)) {
                    statement.setString(1, consumer);
                    statement.setLong(2, change.companyId());
                    statement.setLong(3, change.id());
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var mine = "(select * from held where consumer = '" + consumer + "')";
        for (var id : resynchronisation.unnamed(transaction, mine, "Contact")) {
            execute(
                    transaction,
                    "delete from held where consumer = ? and company_id = ? and id = ?",
                    resynchronisation.companyId(),
                    id);
            execute(transaction, "insert into swept values (?, ?, ?)", resynchronisation.companyId(), id);
        }
    }

    private void execute(Connection transaction, String sql, long companyId, long id) throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            statement.setString(1, consumer);
            statement.setLong(2, companyId);
            statement.setLong(3, id);
            statement.executeUpdate();
        }
    }

    /** What was applied, in order. */
    static List<Entry> read(DataSource database, String consumer) {
        var entries = new ArrayList<Entry>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "select company_id, sequence, times from ledger where consumer = ? order by place")) {
            statement.setString(1, consumer);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    /** The sequences of one company that were applied, in order; those applied twice fail. */
    static List<Long> sequences(DataSource database, String consumer, long companyId) {
        return read(database, consumer).stream()
                .filter(entry -> entry.companyId() == companyId)
                .map(entry -> {
                    if (entry.times() != 1) {
                        throw new AssertionError("Applied more than once: " + entry);
                    }
                    return entry.sequence();
                })
                .toList();
    }
}
