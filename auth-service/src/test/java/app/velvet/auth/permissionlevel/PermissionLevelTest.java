package app.velvet.auth.permissionlevel;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduler;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class PermissionLevelTest {

    private static final Map<String, ?> READ_CONTACTS = Map.of("Contact", Map.of("read", List.of(Map.of())));
    private static final Map<String, ?> MANAGE_USERS = Map.of("User", Map.of("manage", List.of(Map.of())));

    @Inject
    Velvet velvet;

    @Inject
    AgroalDataSource database;

    @Inject
    Scheduler scheduler;

    @Test
    void aCompanyBeginsWithALevelThatPermitsEverything() {
        var tenant = velvet.tenant();

        tenant.manager()
                .get("/api/v1/permission_levels")
                .then()
                .statusCode(200)
                .body("$", hasSize(1))
                .body("[0].id", equalTo((int) tenant.managerLevelId()))
                .body("[0].name", equalTo("Manager"))
                .body("[0].permissions_struct.Contact.view_full", contains(Map.of()))
                .body("[0].permissions_struct.'Departments and Levels'.manage", contains(Map.of()))
                .body("[0].permissions_struct", org.hamcrest.Matchers.aMapWithSize(21));
    }

    @Test
    void aNewLevelKeepsItsScopesAndIsPublished() {
        var tenant = velvet.tenant();
        var struct = Map.of(
                "Contact", Map.of("read", List.of(Map.of("self", true), Map.of("selected_venues", List.of(7, 9)))),
                "Reservation", Map.of("manage", List.of(Map.of("home_venue", true)), "create", List.of()));

        int id = add(tenant, "Hosts", struct)
                .statusCode(200)
                .body("name", equalTo("Hosts"))
                .body(
                        "permissions_struct.Contact.read",
                        contains(Map.of("self", true), Map.of("selected_venues", List.of(7, 9))))
                .body("permissions_struct.Reservation.manage", contains(Map.of("home_venue", true)))
                .extract()
                .path("id");

        try (var published = new Published()) {
            var change = published.await(tenant.id(), "PermissionLevel", id, 1).get(0);
            assertEquals("create", Published.value(change).get("action").asText());
            assertEquals("Hosts", Published.data(change).get("name").asText());
            assertEquals(3, Published.data(change).size());
            assertEquals("company", TopicProbe.header(change, "ce_audience"));
        }
    }

    @Test
    void aStructThatPermitsNothingThereIsIsRefused() {
        var tenant = velvet.tenant();

        refused(tenant, Map.of("Contacts", Map.of()), "names Contacts, which is not a subject");
        refused(
                tenant,
                Map.of("Contact", Map.of("delete", List.of())),
                "names delete, which is not an action on Contact");
        refused(tenant, Map.of("Contact", List.of("read")), "must be a tree of actions at Contact");
        refused(tenant, Map.of("Contact", Map.of("read", true)), "must be a list of scopes at Contact read");
        refused(
                tenant,
                Map.of("Contact", Map.of("read", List.of(Map.of("self", false)))),
                "has an unknown scope at Contact read");
        refused(
                tenant,
                Map.of("Contact", Map.of("read", List.of(Map.of("everything", true)))),
                "has an unknown scope at Contact read");
        refused(tenant, "all", "must be a tree of subjects");
        refused(
                tenant,
                Map.of("Contact", Map.of("read", List.of(Map.of("selected_venues", Collections.nCopies(201, 1))))),
                "has more than 200 venues in a scope");
    }

    @Test
    void aNameIsTakenOncePerCompany() {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();
        add(tenant, "Hosts", READ_CONTACTS).statusCode(200);

        add(tenant, "hosts", READ_CONTACTS)
                .statusCode(409)
                .body("message", equalTo("Permission level hosts already exists"));
        change(tenant, tenant.managerLevelId(), Map.of("name", "HOSTS")).statusCode(409);
        add(stranger, "Hosts", READ_CONTACTS).statusCode(200);
        change(tenant, tenant.managerLevelId(), Map.of("name", "manager")).statusCode(200);
        add(tenant, " ", READ_CONTACTS).statusCode(400).body("errors.name", hasItem("can't be blank"));
    }

    @Test
    void aChangeCountsAtOnceForAllUsersOfTheLevelAndIsPublishedForEach() {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        var host = velvet.colleague(tenant, Map.of("permission_level_id", level));
        var other = velvet.colleague(tenant, Map.of("permission_level_id", level));
        deactivate(host.token(), other.id()).statusCode(401);

        change(tenant, level, Map.of("permissions_struct", MANAGE_USERS)).statusCode(200);

        deactivate(host.token(), other.id()).statusCode(200);
        try (var published = new Published()) {
            for (var user : List.of(host, other)) {
                var change = published.await(tenant.id(), "User", user.id(), 2).get(1);
                assertEquals("update", Published.value(change).get("action").asText());
                assertEquals(
                        "{\"User\":{\"manage\":[{}]}}",
                        Published.data(change).get("permissions_struct").toString());
                assertEquals(
                        level, Published.data(change).get("permission_level_id").asLong());
                assertEquals(String.valueOf(tenant.managerId()), TopicProbe.header(change, "ce_actorid"));
            }
            assertEquals(
                    2, published.await(tenant.id(), "PermissionLevel", level, 2).size());
        }
    }

    @Test
    void aChangeReachesMoreUsersThanOneChunkHolds() throws SQLException {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        employ(tenant, level, 1001);

        change(tenant, level, Map.of("permissions_struct", MANAGE_USERS)).statusCode(200);

        try (var published = new Published()) {
            var users = new HashSet<String>();
            published.awaitOfClass(tenant.id(), "User", 1002).forEach(change -> users.add(change.key()));
            assertEquals(1002, users.size(), "the manager when he was made, and each user of the level");
        }
    }

    @Test
    void theAnswerWaitsForTheFirstUsersOnly() throws SQLException {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        employ(tenant, level, 1001);
        scheduler.pause("spread of permissions");
        try {
            change(tenant, level, Map.of("permissions_struct", MANAGE_USERS)).statusCode(200);

            assertEquals(
                    500,
                    count(
                            "select count(*) from users, permission_spread spread where users.permission_level_id = %d"
                                    + " and spread.permission_level_id = %d and users.id <= spread.after_user_id",
                            level));
        } finally {
            scheduler.resume("spread of permissions");
        }
        try (var published = new Published()) {
            published.awaitOfClass(tenant.id(), "User", 1002);
        }
    }

    @Test
    void whatChangesNothingIsNotPublished() {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        var host = velvet.colleague(tenant, Map.of("permission_level_id", level));

        change(tenant, level, Map.of("permissions_struct", READ_CONTACTS)).statusCode(200);
        change(tenant, level, Map.of("name", "Renamed")).statusCode(200);
        change(tenant, level, Map.of("permissions_struct", MANAGE_USERS, "name", "Renamed"))
                .statusCode(200);

        try (var published = new Published()) {
            var changes = published.await(tenant.id(), "PermissionLevel", level, 3);
            assertEquals("Renamed", Published.data(changes.get(1)).get("name").asText());
            var ofHost = published.await(tenant.id(), "User", host.id(), 2).get(1);
            assertEquals(
                    "{\"User\":{\"manage\":[{}]}}",
                    Published.data(ofHost).get("permissions_struct").toString());
        }
    }

    @Test
    void manyLevelsAreStreamed() {
        var tenant = velvet.tenant();
        var ids = new ArrayList<Integer>(List.of((int) tenant.managerLevelId()));
        for (int level = 0; level < 101; level++) {
            ids.add((int) velvet.level(tenant, Map.of()));
        }
        ids.sort(null);

        tenant.manager()
                .get("/api/v1/permission_levels")
                .then()
                .statusCode(200)
                .header("Transfer-Encoding", "chunked")
                .body("id", equalTo(ids));
    }

    @Test
    void whatACrashLeftUndoneIsDoneLater() throws SQLException {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        var host = velvet.colleague(tenant, Map.of("permission_level_id", level));
        execute("insert into permission_spread (company_id, permission_level_id, actor_id) values (%d, %d, %d)"
                .formatted(tenant.id(), level, tenant.managerId()));

        try (var published = new Published()) {
            assertEquals(2, published.await(tenant.id(), "User", host.id(), 2).size());
        }
    }

    @Test
    void aNewNameAloneIsNoChangeOfItsUsers() {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        var host = velvet.colleague(tenant, Map.of("permission_level_id", level));

        change(tenant, level, Map.of("name", "Renamed"))
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("permissions_struct", equalTo(READ_CONTACTS));

        try (var published = new Published()) {
            published.await(tenant.id(), "PermissionLevel", level, 2);
            assertEquals(1, published.await(tenant.id(), "User", host.id(), 1).size());
        }
    }

    @Test
    void aLevelInUseStays() {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);
        var host = velvet.colleague(tenant, Map.of("permission_level_id", level));
        deactivate(tenant.managerToken(), host.id()).statusCode(200);

        tenant.manager()
                .delete("/api/v1/permission_levels/" + level)
                .then()
                .statusCode(403)
                .body("message", equalTo("This permission level can not be deleted"));
    }

    @Test
    void aLevelThatNobodyHasGoes() {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, READ_CONTACTS);

        tenant.manager()
                .delete("/api/v1/permission_levels/" + level)
                .then()
                .statusCode(200)
                .body("message", equalTo("The permission level was successfully deleted"));

        tenant.manager().delete("/api/v1/permission_levels/" + level).then().statusCode(404);
        try (var published = new Published()) {
            var destroy =
                    published.await(tenant.id(), "PermissionLevel", level, 2).get(1);
            assertEquals("destroy", Published.value(destroy).get("action").asText());
            assertEquals(false, Published.value(destroy).has("data"));
        }
    }

    @Test
    void theLevelOfAnotherCompanyDoesNotExist() {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();

        change(tenant, stranger.managerLevelId(), Map.of("permissions_struct", Map.of()))
                .statusCode(404)
                .body("message", equalTo("Permission level " + stranger.managerLevelId() + " was not found"));
        tenant.manager()
                .delete("/api/v1/permission_levels/" + stranger.managerLevelId())
                .then()
                .statusCode(404);
    }

    @Test
    void whoHasNoPermissionNeitherSeesNorChangesThem() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        notPermitted(host.request().get("/api/v1/permission_levels").then());
        notPermitted(host.request()
                .body(Map.of("permission_level", Map.of("name", "Mine", "permissions_struct", MANAGE_USERS)))
                .post("/api/v1/permission_levels")
                .then());
        notPermitted(host.request()
                .body(Map.of("permission_level", Map.of("name", "Mine")))
                .put("/api/v1/permission_levels/" + tenant.managerLevelId())
                .then());
        notPermitted(host.request()
                .delete("/api/v1/permission_levels/" + tenant.managerLevelId())
                .then());
        given().get("/api/v1/permission_levels").then().statusCode(401);
    }

    /** Users by the thousand, without the cost of a thousand passwords. */
    private void employ(Velvet.Tenant tenant, long level, int users) throws SQLException {
        execute(
                ("insert into users (company_id, id, email, password, first_name, last_name, permission_level_id, created_at,"
                                + " updated_at) select %d, nextval('user_id'), gen_random_uuid() || '@venue.example', '', 'A', 'B', %d, now(), now()"
                                + " from generate_series(1, %d)")
                        .formatted(tenant.id(), level, users));
    }

    private long count(String query, long level) throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(query.formatted(level, level))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private void refused(Velvet.Tenant tenant, Object struct, String problem) {
        add(tenant, "Wrong", struct).statusCode(400).body("errors.permissions_struct", contains(problem));
    }

    private static void notPermitted(ValidatableResponse answer) {
        answer.statusCode(401).body("message", equalTo("User has no permissions for this action"));
    }

    private static ValidatableResponse add(Velvet.Tenant tenant, String name, Object struct) {
        return tenant.manager()
                .body(Map.of("permission_level", Map.of("name", name, "permissions_struct", struct)))
                .post("/api/v1/permission_levels")
                .then();
    }

    private static ValidatableResponse change(Velvet.Tenant tenant, long id, Map<String, ?> fields) {
        return tenant.manager()
                .body(Map.of("permission_level", fields))
                .put("/api/v1/permission_levels/" + id)
                .then();
    }

    private static ValidatableResponse deactivate(String token, long userId) {
        return Velvet.as(token).delete("/api/v1/staff/" + userId).then();
    }
}
