package app.velvet.sync.feed;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class RestoredFeedTest {

    @Inject
    AgroalDataSource database;

    @Test
    void aFeedThatIsRestoredUnderARunningReplicaHasForgottenEverythingBefore() throws SQLException {
        var epoch = query("select epoch::text from feed_shard where shard = 7");
        execute("update feed_life set timeline = 'another'");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !query("select epoch::text from feed_shard where shard = 7")
                        .equals(epoch));

        assertEquals("64", query("select count(*)::text from feed_shard where forgotten_until is not null"));
        assertEquals("1", query("select count(*)::text from feed_life where timeline = current_timeline()"));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
