package app.velvet.contacts.goal;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What is kept of what a company has reached, and where it is: beside the API, which shows one user and one period. */
@ApplicationScoped
class KeptProgress {

    private static final String KEPT = """
            select goal_type || ' ' || method || ' ' || period_start || ' ' || user_id || ' ' || event_id as goal, amount
              from goal_progress where company_id = ? and amount <> 0
            """;
    private static final String IS_RECOUNTING = "select 1 as goal, 1 as amount where is_recounting_goals(?)";

    private final AgroalDataSource database;

    KeptProgress(AgroalDataSource database) {
        this.database = database;
    }

    /** By type, method, first day of the period, user and event (0 for none). */
    Map<String, Double> of(long companyId) throws SQLException {
        return amounts(KEPT, companyId);
    }

    boolean isBeingRecounted(long companyId) throws SQLException {
        return !amounts(IS_RECOUNTING, companyId).isEmpty();
    }

    /** Has the company's clocks be those of a time zone, as auth-service's change does. */
    void move(long companyId, String timeZone) throws SQLException {
        try (var connection = database.getConnection()) {
            move(connection, companyId, timeZone);
        }
    }

    static void move(Connection connection, long companyId, String timeZone) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into staff_company (company_id, name, time_zone, active) values (?, 'Nights', ?, true)
                on conflict (company_id) do update set time_zone = excluded.time_zone
                """)) {
            statement.setLong(1, companyId);
            statement.setString(2, timeZone);
            statement.executeUpdate();
        }
    }

    private Map<String, Double> amounts(String query, long companyId) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setLong(1, companyId);
            try (var rows = statement.executeQuery()) {
                var amounts = new HashMap<String, Double>();
                while (rows.next()) {
                    amounts.put(rows.getString("goal"), rows.getDouble("amount"));
                }
                return amounts;
            }
        }
    }
}
