package app.velvet.venues.hold;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.venueNamed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.TestPostgres;
import app.velvet.testing.TestTokens;
import app.velvet.venues.Replicas;
import app.velvet.venues.Rush;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged service on one database. */
class HoldPackagedTest {

    private static final String DATABASE = "replicas";
    private static final long COMPANY = 1;
    private static final long MANAGER = 1;
    private static final long FIRST_PROMOTER = 1000;

    private Replicas replicas;
    private final DataSource database = TestPostgres.shared().database(DATABASE);

    @BeforeEach
    void startReplicas() throws Exception {
        replicas = Replicas.start(DATABASE);
    }

    @AfterEach
    void stopReplicas() {
        replicas.close();
    }

    @Test
    void ofFiveHundredAtOnceOneGetsTheTable() throws SQLException {
        hire(500);
        long table = tableOfNextWeek();
        var promoters = LongStream.range(FIRST_PROMOTER, FIRST_PROMOTER + 500)
                .mapToObj(userId -> TestTokens.issue(COMPANY, userId))
                .toList();

        assertEquals(
                Map.of(200, 1L, 409, 499L),
                Rush.of(Claims.on(
                        table,
                        promoters,
                        replicas.one().port(),
                        replicas.other().port())));
        assertEquals(1, count("table_hold"));
    }

    private void hire(int promoters) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into staff_member (company_id, id, active, promoter, service, permissions_struct)
                        select ?, id, true, id <> ?, false, case when id = ? then ?::jsonb else ?::jsonb end
                          from (select ? as id union select generate_series(?, ? + ? - 1)) as staff
                        """)) {
            statement.setLong(1, COMPANY);
            statement.setLong(2, MANAGER);
            statement.setLong(3, MANAGER);
            statement.setString(4, permissions("manage").encode());
            statement.setString(5, permissions("read").encode());
            statement.setLong(6, MANAGER);
            statement.setLong(7, FIRST_PROMOTER);
            statement.setLong(8, FIRST_PROMOTER);
            statement.setLong(9, promoters);
            statement.executeUpdate();
        }
    }

    private static JsonObject permissions(String action) {
        var everywhere = new JsonObject().put(action, List.of(new JsonObject()));
        return new JsonObject()
                .put("Company", everywhere)
                .put("Template", everywhere)
                .put("Event", everywhere);
    }

    private long tableOfNextWeek() {
        long venue = create("/venues", "venue", venueNamed("Blue Note"));
        long room = create("/venues/" + venue + "/rooms", "room", named("Main"));
        long section =
                create("/venues/" + venue + "/sections", "section", named("VIP").put("reservation_room_id", room));
        create("/venues/" + venue + "/tables", "table", named("1").put("reservation_section_id", section));
        long event = create(
                "/events", "event", eventNamed("Jazz", venue, LocalDate.now().plusDays(7)));
        return replicas.other()
                .given()
                .auth()
                .oauth2(TestTokens.issue(COMPANY, MANAGER))
                .when()
                .get("/api/v1/events/" + event + "/tables")
                .jsonPath()
                .getLong("[0].id");
    }

    private long create(String path, String name, JsonObject fields) {
        return replicas.one()
                .given()
                .auth()
                .oauth2(TestTokens.issue(COMPANY, MANAGER))
                .contentType("application/json")
                .body(new JsonObject().put(name, fields).encode())
                .when()
                .post("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private long count(String table) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
