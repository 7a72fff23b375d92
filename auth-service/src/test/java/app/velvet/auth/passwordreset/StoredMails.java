package app.velvet.auth.passwordreset;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The mails that wait, as the database has them. */
@Singleton
class StoredMails {

    private final DataSource database;

    StoredMails(DataSource database) {
        this.database = database;
    }

    /** A mail that a replica has just begun to try for the second time. */
    DueReset leased(String email, Duration lease) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into password_reset (email, tries, due_at, expires_at) values (?, 2, ?, ?) returning id")) {
            insert.setString(1, email);
            insert.setObject(2, Instant.now().plus(lease).atOffset(ZoneOffset.UTC));
            insert.setObject(3, Instant.now().plus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC));
            var row = insert.executeQuery();
            row.next();
            return new DueReset(row.getLong(1), email, 2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int count(String email) {
        return number("select count(*) from password_reset where email = ?", email);
    }

    int tries(String email) {
        return number("select max(tries) from password_reset where email = ?", email);
    }

    int dueWithinFortySeconds(String email) {
        return number("select count(*) from password_reset where email = ? and due_at < now() + interval '40s'", email);
    }

    /** So that no later test is sent, or refuses, a mail of an earlier one. */
    void removeAll() {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("delete from password_reset")) {
            delete.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private int number(String sql, String email) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, email);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
