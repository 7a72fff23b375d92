package app.velvet.events.command;

import app.velvet.events.Backoff;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The commands to one service, as they are stored. */
final class CommandStore {

    /** As the pauses of a scout grow no more. */
    private static final int MOST_TRIES_OF_SCOUT = 4;

    private static final String CLAIM = """
            with due as (
                select company_id, id from pending_command
                 where service = ? and refused_at is null and due_at <= now()
                 order by due_at
                 limit ?
                   for update skip locked
            )
            update pending_command command
               set tries = command.tries + 1, due_at = now() + make_interval(secs => ?), reason = null
              from due
             where command.company_id = due.company_id and command.id = due.id
            returning command.company_id, command.id, command.path, command.key, command.body, command.traceparent,
                      command.tries
            """;

    private static final String ACCEPTED = "delete from pending_command where company_id = ? and id = ?";

    private static final String REFUSED = """
            update pending_command set refused_at = now(), reason = ? where company_id = ? and id = ? and tries = ?
            """;

    private static final String FAILED = """
            update pending_command set due_at = now() + make_interval(secs => ?), reason = ?
             where company_id = ? and id = ? and tries = ? and refused_at is null
            """;

    /** Those without a reason are leased, or left to somebody who delivers them himself. */
    private static final String RETRY_ALL = """
            update pending_command set due_at = now(), tries = 0
             where service = ? and refused_at is null and reason is not null and due_at > now()
            """;

    private final String service;
    private final Duration lease;
    private final Backoff backoff;

    CommandStore(String service, Duration lease, Backoff backoff) {
        this.service = service;
        this.lease = lease;
        this.backoff = backoff;
    }

    /** Leases those that are due longest. Each goes to one sender only until its lease is over. */
    List<DueCommand> claim(Connection connection, int limit) throws SQLException {
        try (var statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, service);
            statement.setInt(2, limit);
            statement.setDouble(3, lease.toMillis() / 1000.0);
            try (var rows = statement.executeQuery()) {
                var claimed = new ArrayList<DueCommand>();
                while (rows.next()) {
                    claimed.add(new DueCommand(
                            rows.getLong("company_id"),
                            rows.getLong("id"),
                            rows.getString("path"),
                            rows.getString("key"),
                            rows.getString("body"),
                            rows.getString("traceparent"),
                            rows.getInt("tries")));
                }
                return claimed;
            }
        }
    }

    /**
     * An acceptance counts whoever hears it; what else a sender hears whose lease is over says nothing.
     *
     * @param scout whether a command that failed is to be tried again soon, however often it has failed
     */
    void record(Connection transaction, DueCommand command, CommandOutcome outcome, boolean scout) throws SQLException {
        switch (outcome.verdict()) {
            case ACCEPTED -> execute(transaction, ACCEPTED, command.companyId(), command.id());
            case REFUSED ->
                execute(transaction, REFUSED, outcome.reason(), command.companyId(), command.id(), command.tries());
            case FAILED -> {
                int tries = scout ? Math.min(command.tries(), MOST_TRIES_OF_SCOUT) : command.tries();
                double pause = backoff.after(tries, Duration.ZERO).toMillis() / 1000.0;
                execute(
                        transaction,
                        FAILED,
                        pause,
                        outcome.reason(),
                        command.companyId(),
                        command.id(),
                        command.tries());
            }
        }
    }

    /** Has all that failed be tried again at once, and soon again if it fails: a service that starts is slow at first. */
    void retryAll(Connection transaction) throws SQLException {
        execute(transaction, RETRY_ALL, service);
    }

    private static void execute(Connection transaction, String sql, Object... values) throws SQLException {
        try (var statement = transaction.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
