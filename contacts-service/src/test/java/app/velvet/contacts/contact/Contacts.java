package app.velvet.contacts.contact;

import static io.restassured.http.ContentType.JSON;

import app.velvet.contacts.Staff.Member;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What the tests do with contacts, as one member of the staff. */
record Contacts(Member member) {

    static final String PATH = "/api/v1/contacts";

    static Contacts of(Member member) {
        return new Contacts(member);
    }

    static JsonObject named(String name) {
        return new JsonObject().put("name", name);
    }

    static JsonObject named(String name, String email) {
        return named(name).put("email", email);
    }

    static JsonArray owners(JsonObject... owners) {
        return JsonArray.of((Object[]) owners);
    }

    static JsonObject owner(Member member, long venueId) {
        return new JsonObject().put("user_id", member.userId()).put("venue_id", venueId);
    }

    static JsonArray qualifications(JsonObject... qualifications) {
        return JsonArray.of((Object[]) qualifications);
    }

    static JsonObject qualification(long venueId, String status) {
        return new JsonObject().put("venue_id", venueId).put("status", status);
    }

    /** Creates a contact that is reached by an email of its own. */
    long create(String name) {
        return create(named(name, name.toLowerCase().replace(' ', '.') + "@guest.example"));
    }

    long create(JsonObject contact) {
        return creating(contact).statusCode(200).extract().jsonPath().getLong("id");
    }

    long create(JsonObject contact, JsonArray qualifications) {
        return post(new JsonObject().put("contact", contact).put("contact_qualifications", qualifications))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    ValidatableResponse creating(JsonObject contact) {
        return post(new JsonObject().put("contact", contact));
    }

    ValidatableResponse post(JsonObject parameters) {
        return member.asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .post(PATH)
                .then();
    }

    ValidatableResponse updating(long id, JsonObject contact) {
        return put(id, new JsonObject().put("contact", contact));
    }

    ValidatableResponse put(long id, JsonObject parameters) {
        return member.asks()
                .contentType(JSON)
                .body(parameters.encode())
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

    ValidatableResponse expenditures(long id) {
        return member.asks().when().get(PATH + "/" + id + "/expenditures").then();
    }

    JsonPath get(long id) {
        return member.asks()
                .param("join_owners", true)
                .when()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What a list with these parameters, by turns a name and a value, answers. */
    ValidatableResponse listing(Object... parameters) {
        var request = member.asks();
        for (int i = 0; i < parameters.length; i += 2) {
            var values = parameters[i + 1] instanceof List<?> list ? list.toArray() : new Object[] {parameters[i + 1]};
            request.queryParam((String) parameters[i], values);
        }
        return request.when().get(PATH).then();
    }

    List<Long> ids(Object... parameters) {
        return listing(parameters).statusCode(200).extract().jsonPath().getList("id", Long.class);
    }

    ValidatableResponse searching(String parameter, String value) {
        return member.asks()
                .queryParam(parameter, value)
                .when()
                .get(PATH + "/search")
                .then();
    }
}
