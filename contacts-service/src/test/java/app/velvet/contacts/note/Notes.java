package app.velvet.contacts.note;

import static io.restassured.http.ContentType.JSON;

import app.velvet.contacts.Staff.Member;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the tests do with notes, as one member of the staff. */
record Notes(Member member) {

    static final String PATH = "/api/v1/notes";

    static Notes of(Member member) {
        return new Notes(member);
    }

    static JsonObject note(String text, String about, long id) {
        return new JsonObject().put("text", text).put(about, id);
    }

    /** Writes a note and returns its id. */
    long write(String text, String about, long id) {
        return writing(note(text, about, id))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    ValidatableResponse writing(JsonObject note) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put("note", note).encode())
                .when()
                .post(PATH)
                .then();
    }

    ValidatableResponse updating(long id, JsonObject note) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put("note", note).encode())
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
