package app.velvet.auth.endedaccess;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import io.agroal.api.AgroalDataSource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class EndedAccessTest {

    @Inject
    Velvet velvet;

    @Inject
    AgroalDataSource database;

    @Test
    void whoLosesAccessIsInTheNextReading() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var closed = velvet.tenant();
        var cursor = read(null).getString("cursor");

        tenant.manager().delete("/api/v1/tokens/" + host.id()).then().statusCode(200);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);
        velvet.operator()
                .body(Map.of("company", Map.of("active", false)))
                .put("/internal/companies/" + closed.id())
                .then()
                .statusCode(200);

        var next = read(cursor);
        var session = next.getMap("sessions.find { it.user_id == %d }".formatted(host.id()));
        assertEquals((int) tenant.id(), session.get("company_id"));
        assertTrue(session.get("expires_at").toString().endsWith("Z"));
        assertTrue(listsUser(next, host.id()));
        assertEquals((int) tenant.id(), next.getInt("users.find { it.id == %d }.company_id".formatted(host.id())));
        assertTrue(next.getList("companies", Long.class).contains(closed.id()));
        assertTrue(listsUser(read(null), host.id()), "in a reading of everything too");
    }

    @Test
    void allOfManyAreStreamed() throws SQLException {
        var tenant = velvet.tenant();
        var cursor = read(null).getString("cursor");
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute(
                            ("insert into users (company_id, id, email, password, first_name, last_name, active, created_at,"
                                            + " updated_at) select %1$d, nextval('user_id'), gen_random_uuid() || '@venue.example', '',"
                                            + " 'A', 'B', false, now(), now() from generate_series(1, 1001);"
                                            + "insert into session (company_id, id, user_id, created_at, expires_at, ended_at)"
                                            + " select %1$d, nextval('session_id'), %2$d, now(), now() + interval '1 day', now()"
                                            + " from generate_series(1, 1001)")
                                    .formatted(tenant.id(), tenant.managerId()));
        }

        var answer = velvet.operator()
                .queryParam("since", cursor)
                .get("/internal/ended_access")
                .then();

        answer.statusCode(200).header("Transfer-Encoding", "chunked");
        var next = answer.extract().jsonPath();
        assertEquals(
                1001,
                Set.copyOf(next.getList("users.findAll { it.company_id == %d }.id".formatted(tenant.id())))
                        .size());
        assertEquals(
                1001,
                Set.copyOf(next.getList("sessions.findAll { it.company_id == %d }.id".formatted(tenant.id())))
                        .size());
    }

    @Test
    void whatWasReadIsNotReadAgainForEver() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);
        var cursor = read(null).getString("cursor");

        assertFalse(listsUser(read(cursor), host.id()));
    }

    @Test
    void aTransactionThatCommitsLateIsNotSkipped() throws SQLException {
        var tenant = velvet.tenant();
        var early = velvet.host(tenant);
        var late = velvet.host(tenant);

        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            deactivate(connection, late.id());
            tenant.manager().delete("/api/v1/staff/" + early.id()).then().statusCode(200);
            var meanwhile = read(null);
            assertTrue(listsUser(meanwhile, early.id()));
            assertFalse(listsUser(meanwhile, late.id()));
            connection.commit();

            assertTrue(listsUser(read(meanwhile.getString("cursor")), late.id()));
        }
    }

    @Test
    void whoIsBackIsNotInTheList() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);
        tenant.manager()
                .body(Map.of("user", Map.of("active", true)))
                .put("/api/v1/staff/" + host.id())
                .then()
                .statusCode(200);

        assertFalse(listsUser(read(null), host.id()));
    }

    @Test
    void aCursorOfAnotherDatabaseOrOfNobodyReadsEverything() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);

        assertTrue(listsUser(read("999999999999999999"), host.id()));
        assertTrue(listsUser(read("no cursor"), host.id()));
    }

    @Test
    void onlyServicesReadIt() {
        given().get("/internal/ended_access")
                .then()
                .statusCode(401)
                .body("message", equalTo("Service token is required"));
    }

    private static void deactivate(Connection connection, long userId) throws SQLException {
        try (var update = connection.prepareStatement("update users set active = false where id = ?")) {
            update.setLong(1, userId);
            update.executeUpdate();
        }
    }

    private static boolean listsUser(JsonPath list, long userId) {
        return list.getList("users.id", Long.class).contains(userId);
    }

    private JsonPath read(String cursor) {
        var request = velvet.operator();
        if (cursor != null) {
            request.queryParam("since", cursor);
        }
        return request.get("/internal/ended_access")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
