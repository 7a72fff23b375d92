package app.velvet.events.outbox;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.ServiceDatabase;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A database of a service that publishes, with writers of its own. */
public final class OutboxDatabase implements AutoCloseable {

    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final ServiceDatabase database;
    private final JdbcOutbox outbox = new JdbcOutbox(new ObjectMapper());

    private OutboxDatabase(ServiceDatabase database) {
        this.database = database;
    }

    /** Makes a database of that name with the platform's tables. */
    public static OutboxDatabase create(String name) {
        return new OutboxDatabase(ServiceDatabase.create(name));
    }

    public AgroalDataSource connections() {
        return database.source();
    }

    public String jdbcUrl() {
        return database.url();
    }

    /** Commits the changes in a transaction of their own. */
    public void write(ChangeEvent... changes) {
        inTransaction(connection -> {
            append(connection, changes);
            return null;
        });
    }

    public void append(Connection connection, ChangeEvent... changes) throws SQLException {
        outbox.append(connection, Arrays.asList(changes), null);
    }

    public <T> T inTransaction(Work<T> work) {
        try (var connection = connections().getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** The rows of a query, their columns joined by spaces. */
    public List<String> query(String sql) {
        return inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var result = new ArrayList<String>();
                while (rows.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.add(rows.getString(i));
                    }
                    result.add(
                            String.join(" ", row.stream().map(String::valueOf).toList()));
                }
                return result;
            }
        });
    }

    public boolean allPublished() {
        return query("""
                        select company_id from outbox_counter left join outbox_position using (company_id)
                         where last_sequence > coalesce(published_sequence, 0)
                        """).isEmpty();
    }

    public static ChangeEvent created(long companyId, long id, Object version) {
        return contact(companyId, id, Action.CREATE, Map.of("id", id, "version", version));
    }

    public static ChangeEvent updated(long companyId, long id, Object version) {
        return contact(companyId, id, Action.UPDATE, Map.of("id", id, "version", version));
    }

    public static ChangeEvent destroyed(long companyId, long id) {
        return contact(companyId, id, Action.DESTROY, null);
    }

    private static ChangeEvent contact(long companyId, long id, Action action, Object data) {
        return new ChangeEvent(companyId, "Contact", id, action, data, Set.of(Audience.company()), 7L);
    }

    @Override
    public void close() {
        database.close();
    }
}
