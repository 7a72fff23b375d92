package app.velvet.contacts.dictionary;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class DictionaryResourceTest {

    private static final String PATH = "/api/v1/dictionaries";

    private static final List<String> KEYS = List.of(
            "contact_state",
            "industries",
            "ethnicities",
            "sexual_preferences",
            "locations",
            "task_categories",
            "task_kinds",
            "artist_status",
            "thermal_receipt_fields");

    @Inject
    Staff staff;

    private Member manager;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
    }

    private static ValidatableResponse putting(Member member, String key, Object value) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject()
                        .put("dictionary", new JsonObject().put("value", value))
                        .encode())
                .when()
                .put(PATH + "/" + key)
                .then();
    }

    private static ValidatableResponse getting(Member member, String key) {
        return member.asks().when().get(PATH + "/" + key).then().statusCode(200);
    }

    private static JsonObject location(String region, String... cities) {
        return new JsonObject().put("region", region).put("cities", JsonArray.of((Object[]) cities));
    }

    private static JsonObject receiptField(Object order, String key, String name) {
        return new JsonObject().put("order", order).put("key", key).put("name", name);
    }

    @Test
    void whoHasNotSignedInGetsTheDefaults() {
        RestAssured.when()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("key", equalTo(KEYS))
                .body("id", contains(1, 2, 3, 4, 5, 6, 7, 8, 9))
                .body("value", everyItem(not(empty())))
                .body("[4].value", everyItem(hasKey("cities")))
                .body("[4].value.region", hasItem("Nevada"))
                .body("[4].value.find { it.region == 'Nevada' }.cities", hasItem("Las Vegas"));
        assertEquals(
                new JsonObject()
                        .put("id", 7)
                        .put("key", "task_kinds")
                        .put("value", JsonArray.of("manual", "reservation", "event"))
                        .put("created_at", "2026-01-01T00:00:00Z")
                        .put("updated_at", "2026-01-01T00:00:00Z"),
                new JsonObject(RestAssured.when().get(PATH + "/task_kinds.json").asString()));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            contact_state,          customer partner both
            artist_status,          confirmed pending
            thermal_receipt_fields, venue_name venue_logo event_name event_date contact_name party_size section table minimum host notes
            """)
    void defaultsAreThoseOfTheContract(String key, String values) {
        var value = RestAssured.when().get(PATH + "/" + key).jsonPath();
        assertEquals(
                List.of(values.split(" ")),
                value.getList(key.equals("thermal_receipt_fields") ? "value.key" : "value", String.class));
    }

    @Test
    void taskCategoriesAreThoseOfTheContract() {
        RestAssured.when()
                .get(PATH + "/task_categories")
                .then()
                .body("value", contains("Follow Up", "Call", "Email", "Meeting", "Birthday", "Thank You"));
    }

    @Test
    void companyHasTheDefaultsUntilItChangesOne() {
        var stranger = staff.managerOfNewCompany();
        putting(manager, "industries", JsonArray.of("Circus", "Theatre", "Circus"))
                .statusCode(200)
                .body("id", greaterThanOrEqualTo(1000))
                .body("key", equalTo("industries"))
                .body("value", contains("Circus", "Theatre"));

        getting(manager, "industries").body("value", contains("Circus", "Theatre"));
        getting(manager, "ethnicities").body("id", is(3));
        manager.asks()
                .when()
                .get(PATH)
                .then()
                .body("id.take(8)", contains(1, 3, 4, 5, 6, 7, 8, 9))
                .body("key", hasSize(9))
                .body("[8].value", contains("Circus", "Theatre"));
        getting(stranger, "industries").body("id", is(2));
        RestAssured.when().get(PATH + "/industries").then().body("id", is(2));
    }

    @Test
    void whatComesAsAFormIsRead() {
        manager.asks()
                .formParam("dictionary[value][][region]", "Nevada")
                .formParam("dictionary[value][][cities][]", "Las Vegas", "Reno")
                .when()
                .put(PATH + "/locations")
                .then()
                .statusCode(200)
                .body("value", hasSize(1))
                .body("value[0].cities", contains("Las Vegas", "Reno"));
    }

    @Test
    void locationsAndReceiptFieldsHaveTheirOwnShapes() {
        var locations = JsonArray.of(location("Nevada", "Reno", "Las Vegas"), location("Utah"));
        var fields = JsonArray.of(receiptField(2, "table", "Table"), receiptField("1", "vip", "VIP"));

        putting(manager, "locations", locations).statusCode(200);
        putting(manager, "thermal_receipt_fields", fields).statusCode(200);

        assertEquals(locations, value("locations"));
        fields.getJsonObject(1).put("order", 1);
        assertEquals(fields, value("thermal_receipt_fields"));
    }

    private JsonArray value(String key) {
        return new JsonObject(getting(manager, key).extract().asString()).getJsonArray("value");
    }

    @Test
    void otherShapesAreRefused() {
        putting(manager, "locations", JsonArray.of("Nevada")).statusCode(400).body("errors", hasKey("value"));
        putting(manager, "locations", JsonArray.of(location(null)))
                .statusCode(400)
                .body("errors", hasKey("value.region"));
        putting(manager, "locations", JsonArray.of(location("Utah"), location("Utah", "Ogden")))
                .statusCode(400)
                .body("errors", hasKey("value"));
        putting(manager, "thermal_receipt_fields", JsonArray.of("table"))
                .statusCode(400)
                .body("errors", hasKey("value"));
        putting(manager, "thermal_receipt_fields", JsonArray.of(receiptField(null, null, null)))
                .statusCode(400)
                .body("errors", hasKey("value.order"))
                .body("errors", hasKey("value.key"))
                .body("errors", hasKey("value.name"));
        putting(
                        manager,
                        "thermal_receipt_fields",
                        JsonArray.of(receiptField(1, "table", "Table"), receiptField(2, "table", "Desk")))
                .statusCode(400)
                .body("errors", hasKey("value"));
        putting(manager, "industries", JsonArray.of(location("Nevada")))
                .statusCode(400)
                .body("errors", hasKey("value"));
        putting(manager, "contact_state", JsonArray.of("customer", "vip"))
                .statusCode(400)
                .body("errors", hasKey("value"));
        manager.asks().when().put(PATH + "/industries").then().statusCode(400).body("errors", hasKey("dictionary"));
        manager.asks()
                .formParam("dictionary[other]", 1)
                .when()
                .put(PATH + "/industries")
                .then()
                .statusCode(400)
                .body("errors", hasKey("value"));
        getting(manager, "industries").body("id", is(2));
    }

    @Test
    void numberAndLengthOfEntriesAreBounded() {
        var many = new JsonArray(IntStream.rangeClosed(1, 500).boxed().toList());
        putting(manager, "industries", many).statusCode(200).body("value", hasSize(500));
        putting(manager, "industries", many.copy().add("One more"))
                .statusCode(400)
                .body("errors.value", contains("has more than 500 entries"));
        putting(manager, "industries", JsonArray.of("a".repeat(256))).statusCode(400);
        putting(
                        manager,
                        "locations",
                        JsonArray.of(
                                location("Nevada").put("cities", many.copy().add("Reno"))))
                .statusCode(400)
                .body("errors", hasKey("value.cities"));
    }

    @Test
    void emptyListOffersNothing() {
        putting(manager, "ethnicities", new JsonArray()).statusCode(200).body("value", empty());

        getting(manager, "ethnicities").body("value", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"planets", "INDUSTRIES", "1"})
    void otherKeyIsNotFound(String key) {
        RestAssured.when()
                .get(PATH + "/" + key)
                .then()
                .statusCode(404)
                .body("message", equalTo("Dictionary was not found"));
        putting(manager, key, JsonArray.of("Mars")).statusCode(404);
    }

    @Test
    void changingTakesTheRightToManageTheCompany() {
        var host = staff.hire(manager.companyId(), "Hugo Host")
                .may(Staff.atVenues(1L), "Company", "manage")
                .done();

        putting(host, "industries", JsonArray.of("Circus"))
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
        getting(host, "industries").body("id", is(2));
        RestAssured.when()
                .put(PATH + "/industries")
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void badTokenIsRefusedEvenWhereNoneIsNeeded() {
        RestAssured.given()
                .param("auth_token", "garbage")
                .when()
                .get(PATH)
                .then()
                .statusCode(423);
    }

    @Test
    void changesArePublishedWhole() {
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            var fields = JsonArray.of(receiptField(1, "table", "Table"));
            putting(manager, "thermal_receipt_fields", fields);
            putting(manager, "thermal_receipt_fields", fields).statusCode(200);
            fields.add(receiptField(2, "vip", "VIP"));
            var answer = new JsonObject(
                    putting(manager, "thermal_receipt_fields", fields).extract().asString());
            putting(manager, "task_kinds", JsonArray.of("manual"));

            var changes = published.await(3);

            var subject = "Dictionary/" + answer.getLong("id");
            assertEquals(
                    List.of("create " + subject, "update " + subject),
                    changes.stream().map(Published::summary).limit(2).toList());
            assertEquals(answer, Published.data(changes.get(1)));
            assertEquals(fields, answer.getJsonArray("value"));
            assertEquals("task_kinds", Published.data(changes.get(2)).getString("key"));
            assertEquals(Set.of("company"), Published.audience(changes.get(1)));
        }
    }

    @Test
    void whoChangeADefaultAtOnceAllChangeTheSameDictionary() {
        int many = 8;
        try (var published = Published.on("contacts.changes", manager.companyId())) {
            var answers = IntStream.range(0, many)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> putting(manager, "industries", JsonArray.of("Circus " + i))
                                    .statusCode(200)
                                    .extract()
                                    .jsonPath()
                                    .getLong("id")))
                    .toList();
            var ids = answers.stream().map(CompletableFuture::join).toList();

            var changes = published.await(many);

            assertEquals(Collections.nCopies(many, ids.get(0)), ids);
            assertThat(
                    changes.stream().map(Published::summary).toList(),
                    contains(IntStream.range(0, many)
                            .mapToObj(i -> (i == 0 ? "create" : "update") + " Dictionary/" + ids.get(0))
                            .toArray()));
            assertEquals(Published.data(changes.get(many - 1)).getJsonArray("value"), value("industries"));
            assertTrue(value("industries").getString(0).startsWith("Circus"));
        }
    }
}
