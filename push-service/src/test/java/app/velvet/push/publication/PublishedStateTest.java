package app.velvet.push.publication;

import static io.restassured.http.ContentType.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.events.relay.StateSource;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.testing.Published;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class PublishedStateTest {

    @Inject
    Staff staff;

    @Inject
    StateSource state;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    @Test
    void stateIsWhatWasPublishedLast() throws Exception {
        var manager = staff.managerOfNewCompany();
        var nina = staff.hire(manager.companyId(), "Nina Host").done();
        staff.hire(manager.companyId(), "Otis Host").done();
        try (var published = Published.on("push.changes", manager.companyId());
                var connection = database.getConnection()) {
            manager.asks()
                    .contentType(JSON)
                    .body(new JsonObject()
                            .put(
                                    "notification",
                                    new JsonObject().put("message", "Hello").put("everyone", true))
                            .encode())
                    .when()
                    .post("/api/v1/notifications")
                    .then()
                    .statusCode(200);
            nina.asks().when().put("/api/v1/notifications").then().statusCode(200);

            var last = new HashMap<String, List<Object>>();
            for (var change : published.await(3)) {
                var key = change.key().substring(change.key().indexOf('/') + 1);
                last.put(key, List.of(Published.data(change), Published.audience(change)));
            }
            var current = new HashMap<String, List<Object>>();
            assertEquals(List.of("Notification"), state.classNames());
            for (var change : state.state(connection, manager.companyId(), "Notification", 0, 10)) {
                assertEquals(Action.UPDATE, change.action());
                var audience = change.audience().stream().map(Object::toString).collect(Collectors.toSet());
                current.put(
                        change.className() + "/" + change.id(),
                        List.of(new JsonObject(json.writeValueAsString(change.data())), audience));
            }
            assertEquals(2, last.size());
            assertEquals(last, current);
        }
    }
}
