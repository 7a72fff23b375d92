package app.velvet.contacts.publication;

import static io.restassured.http.ContentType.JSON;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Pictures;
import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.StateSource;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class PublishedStateTest {

    @Inject
    Staff staff;

    @Inject
    StateSource state;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    private Member manager;

    @Test
    void stateIsWhatWasPublishedLast() throws Exception {
        manager = staff.managerOfNewCompany();
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            long category = create("/settings/tag_categories", "tag_category", new JsonObject().put("name", "Music"));
            long tag = create(
                    "/settings/tags",
                    "tag",
                    new JsonObject().put("name", "Jazz").put("tag_category_id", category));
            create(
                    "/contacts",
                    "contact",
                    new JsonObject()
                            .put("name", "Nina Simone")
                            .put("phone", "2125550100")
                            .put("birthdate", "1933-02-21")
                            .put("gender", "female")
                            .put("avatar", "data:image/png;base64," + Pictures.base64(Pictures.png(10, 10)))
                            .put("tag_ids", JsonArray.of(tag)));
            long otis = create(
                    "/contacts", "contact", new JsonObject().put("name", "Otis").put("email", "otis@guest.example"));
            manager.asks()
                    .formParam("venue_id", 7)
                    .formParam("status", "qualified")
                    .when()
                    .post("/api/v1/contacts/" + otis + "/set_qualification")
                    .then()
                    .statusCode(200);
            manager.asks()
                    .formParam("dictionary[value][]", "Circus")
                    .when()
                    .put("/api/v1/dictionaries/industries")
                    .then()
                    .statusCode(200);

            long task = manager.asks()
                    .contentType(JSON)
                    .body(new JsonObject()
                            .put("contact_ids", JsonArray.of(otis))
                            .put(
                                    "task",
                                    new JsonObject().put("category", "Call").put("date", "2026-05-02"))
                            .encode())
                    .when()
                    .post("/api/v1/tasks")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath()
                    .getLong("[0].id");
            create("/notes", "note", new JsonObject().put("text", "Likes jazz").put("contact_id", otis));
            create("/notes", "note", new JsonObject().put("text", "After six").put("task_id", task));
            manager.asks()
                    .formParam("task_id", task)
                    .formParam("log[kind]", "meet")
                    .formParam("log[result]", "Win")
                    .formParam("log[location_lat]", "40.7")
                    .when()
                    .post("/api/v1/logs")
                    .then()
                    .statusCode(200);
            importOne();

            assertEquals(lastPublished(published), current());
        }
    }

    private long create(String path, String name, JsonObject fields) {
        return manager.asks()
                .contentType(JSON)
                .body(new JsonObject().put(name, fields).encode())
                .when()
                .post("/api/v1" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    private void importOne() {
        long id = manager.asks()
                .formParam(
                        "contacts", "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Ray\nEMAIL:ray@guest.example\nEND:VCARD")
                .when()
                .post("/api/v1/contacts/import")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
        await().until(() ->
                manager.asks().get("/api/v1/contacts/imports/" + id).jsonPath().get("finished_at") != null);
    }

    /** Data and audience by class and id. */
    private Map<String, List<Object>> lastPublished(Published published) {
        var last = new HashMap<String, List<Object>>();
        for (var change : published.await(22)) {
            var key = change.key().substring(change.key().indexOf('/') + 1);
            last.put(key, List.of(Published.data(change), Published.audience(change)));
        }
        return last;
    }

    private Map<String, List<Object>> current() throws Exception {
        var current = new HashMap<String, List<Object>>();
        for (var change : all()) {
            assertEquals(Action.UPDATE, change.action());
            var audience =
                    change.audience().stream().map(Object::toString).collect(java.util.stream.Collectors.toSet());
            current.put(
                    change.className() + "/" + change.id(),
                    List.of(new JsonObject(json.writeValueAsString(change.data())), audience));
        }
        return current;
    }

    private List<ChangeEvent> all() throws Exception {
        var changes = new ArrayList<ChangeEvent>();
        try (var connection = database.getConnection()) {
            for (var className : state.classNames()) {
                var chunk = state.state(connection, manager.companyId(), className, 0, 1);
                while (!chunk.isEmpty()) {
                    changes.addAll(chunk);
                    chunk = state.state(
                            connection,
                            manager.companyId(),
                            className,
                            chunk.get(0).id(),
                            1);
                }
            }
        }
        return changes;
    }
}
