package app.velvet.contacts.importing;

import static app.velvet.contacts.importing.Vcards.numbered;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PackagedReplica;
import app.velvet.testing.TestPostgres;
import app.velvet.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged service on one database, one of which is killed in the middle of an import. */
class ImportPackagedTest {

    private static final String DATABASE = "import_replicas";
    private static final int CARDS = 600;

    private static final Map<String, String> SETTINGS = Map.of(
            "velvet.token.jwks-url",
            TestTokens.jwksUrl(),
            "velvet.images.public-url",
            "https://velvet.example",
            "velvet.images.directory",
            Path.of("target/replica-images").toAbsolutePath().toString(),
            "velvet.contacts.import.lease",
            "2s");

    private final DataSource database = TestPostgres.shared().database(DATABASE);

    @Test
    void whatOneDoesNotFinishTheOtherGoesOnWith() throws Exception {
        try (var one = PackagedReplica.start(DATABASE, SETTINGS);
                var other = PackagedReplica.start(DATABASE, SETTINGS)) {
            hire();
            upload(one);
            awaitImported(150);

            one.kill();

            awaitImported(CARDS);
            assertEquals(1, count("select count(*) from contact_import where state = 'finished'"));
            assertEquals(CARDS, count("select count(*) from contact"));
            assertEquals(CARDS, count("select count(*) from contact_owner"));
            assertEquals(0, count("select skipped + failed from contact_import"));
        }
    }

    private static void upload(PackagedReplica replica) {
        replica.given()
                .auth()
                .oauth2(TestTokens.issue(1, 1))
                .multiPart("contacts", "all.vcf", numbered(0, CARDS).getBytes(StandardCharsets.UTF_8), "text/vcard")
                .post(Imports.PATH)
                .then()
                .statusCode(200);
    }

    private void hire() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into staff_member (company_id, id, active, promoter, service, permissions_struct)
                        values (1, 1, true, true, false, '{}')
                        """)) {
            statement.executeUpdate();
        }
    }

    private void awaitImported(int cards) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> count("select coalesce(max(imported), 0) from contact_import") >= cards);
    }

    private long count(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
