package app.velvet.contacts.task;

import static io.restassured.http.ContentType.JSON;

import app.velvet.contacts.Staff.Member;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the tests do with tasks, as one member of the staff. */
record Tasks(Member member) {

    static final String PATH = "/api/v1/tasks";

    static Tasks of(Member member) {
        return new Tasks(member);
    }

    static JsonObject task(String category) {
        return new JsonObject().put("category", category).put("date", "2026-05-02T18:00:00Z");
    }

    /** Makes a task about a contact and returns its id. */
    long create(long contactId) {
        return create(contactId, task("Call"));
    }

    long create(long contactId, JsonObject task) {
        return creating(task, contactId).statusCode(200).extract().jsonPath().getLong("[0].id");
    }

    ValidatableResponse creating(JsonObject task, Long... contactIds) {
        return post(new JsonObject()
                .put("contact_ids", JsonArray.of((Object[]) contactIds))
                .put("task", task));
    }

    ValidatableResponse post(JsonObject parameters) {
        return member.asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .post(PATH)
                .then();
    }

    ValidatableResponse updating(long id, JsonObject task) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put("task", task).encode())
                .when()
                .put(PATH + "/" + id)
                .then();
    }

    ValidatableResponse deleting(long id) {
        return member.asks().when().delete(PATH + "/" + id).then();
    }

    ValidatableResponse getting(long id) {
        return member.asks().when().get(PATH + "/" + id).then();
    }

    JsonObject get(long id) {
        return new JsonObject(getting(id).statusCode(200).extract().asString());
    }

    /** What a list with these parameters, by turns a name and a value, answers. */
    ValidatableResponse listing(Object... parameters) {
        var request = member.asks();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam((String) parameters[i], parameters[i + 1]);
        }
        return request.when().get(PATH).then();
    }

    List<Long> ids(Object... parameters) {
        return listing(parameters).statusCode(200).extract().jsonPath().getList("id", Long.class);
    }
}
