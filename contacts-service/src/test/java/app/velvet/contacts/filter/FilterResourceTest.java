package app.velvet.contacts.filter;

import static io.restassured.http.ContentType.JSON;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class FilterResourceTest {

    private static final String PATH = "/api/v1/filters";

    @Inject
    Staff staff;

    private Member host;

    @BeforeEach
    void hireHost() {
        host = staff.hire(Staff.newCompany(), "Hugo Host").done();
    }

    private static JsonObject pattern(String name, Object filters) {
        return new JsonObject().put("name", name).put("filters", filters);
    }

    private static JsonObject filter(Object isIncluded, String key, Object value) {
        return new JsonObject().put("is_included", isIncluded).put("key", key).put("value", value);
    }

    private static RequestSpecification sending(Member member, JsonObject pattern) {
        return member.asks()
                .contentType(JSON)
                .body(new JsonObject().put("filter_pattern", pattern).encode());
    }

    private static ValidatableResponse creating(Member member, JsonObject pattern) {
        return sending(member, pattern).when().post(PATH).then();
    }

    private static ValidatableResponse updating(Member member, Object id, JsonObject pattern) {
        return sending(member, pattern).when().put(PATH + "/" + id).then();
    }

    private static ValidatableResponse listing(Member member) {
        return member.asks().when().get(PATH).then().statusCode(200);
    }

    private static JsonObject answer(ValidatableResponse response) {
        return new JsonObject(response.statusCode(200).extract().asString());
    }

    private long create(Member member, String name) {
        return answer(creating(member, pattern(name, new JsonArray()))).getLong("id");
    }

    @Test
    void filtersComeBackAsTheyCameAndInNormalForm() {
        var filters = JsonArray.of(
                filter(true, "gender", JsonArray.of("female")),
                filter("is_not", "tag", JsonArray.of(7, "8")),
                filter("0", "planet of birth", "Mars"));

        var answer = answer(creating(host, pattern("Friends", filters)));

        assertEquals(
                new JsonObject()
                        .put("id", answer.getLong("id"))
                        .put("name", "Friends")
                        .put("filters", filters)
                        .put(
                                "serialized_filters",
                                JsonArray.of(
                                        filter("is", "gender", JsonArray.of("female")),
                                        filter("is_not", "tag", JsonArray.of("7", "8")),
                                        filter("is_not", "planet of birth", JsonArray.of("Mars")))),
                answer);
        assertEquals(JsonArray.of(answer), new JsonArray(listing(host).extract().asString()));
    }

    @Test
    void filtersMayComeAsAForm() {
        host.asks()
                .formParam("filter_pattern[name]", "Friends")
                .formParam("filter_pattern[filters][][is_included]", "true")
                .formParam("filter_pattern[filters][][key]", "gender")
                .formParam("filter_pattern[filters][][value][]", "female", "male")
                .when()
                .post(PATH)
                .then()
                .statusCode(200)
                .body("filters", hasSize(1))
                .body("filters[0].is_included", equalTo("true"))
                .body("serialized_filters[0].is_included", equalTo("is"))
                .body("serialized_filters[0].value", contains("female", "male"));
    }

    @ParameterizedTest
    @CsvSource({"true, is", "false, is_not", "1, is", "0, is_not", "is, is", "is_not, is_not"})
    void inclusionHasManySpellings(String spelling, String normal) {
        creating(host, pattern("Friends", JsonArray.of(filter(spelling, "tag", "7"))))
                .statusCode(200)
                .body("filters[0].is_included", equalTo(spelling))
                .body("serialized_filters[0].is_included", equalTo(normal));
    }

    @Test
    void whatIsNotSaidIsLeftOut() {
        var bare = JsonArray.of(new JsonObject().put("key", "tag"));

        creating(host, pattern("Friends", bare))
                .statusCode(200)
                .body("filters[0]", not(hasKey("is_included")))
                .body("filters[0].value", empty())
                .body("serialized_filters[0].is_included", equalTo("is"))
                .body("serialized_filters[0].value", empty());
        creating(host, new JsonObject().put("name", "None")).statusCode(200).body("filters", empty());
    }

    @Test
    void updateChangesOnlyTheGivenFields() {
        var filters = JsonArray.of(filter(true, "gender", JsonArray.of("female")));
        var id = answer(creating(host, pattern("Friends", filters))).getLong("id");

        updating(host, id, new JsonObject().put("name", "Women"))
                .statusCode(200)
                .body("name", equalTo("Women"))
                .body("serialized_filters", hasSize(1));
        updating(host, id, new JsonObject().put("filters", new JsonArray()))
                .statusCode(200)
                .body("id", is(id.intValue()))
                .body("name", equalTo("Women"))
                .body("filters", empty());
        listing(host).body("name", contains("Women")).body("serialized_filters", contains(empty()));
    }

    @Test
    void deletedPatternIsGone() {
        long id = create(host, "Friends");

        host.asks()
                .when()
                .delete(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("message", equalTo("The filter pattern was successfully deleted"));

        listing(host).body("$", empty());
        host.asks()
                .when()
                .delete(PATH + "/" + id)
                .then()
                .statusCode(404)
                .body("message", equalTo("Filter pattern %d was not found".formatted(id)));
    }

    @Test
    void patternsArePrivateToTheirUser() {
        long id = create(host, "Friends");
        var manager = staff.hire(host.companyId(), "Mia Manager")
                .may(Staff.EVERYTHING, "Company", "manage")
                .may(Staff.EVERYTHING, "Contact", "manage")
                .done();
        var stranger = staff.managerOfNewCompany();

        for (var other : new Member[] {manager, stranger}) {
            listing(other).body("$", empty());
            updating(other, id, new JsonObject().put("name", "Mine")).statusCode(404);
            other.asks().when().delete(PATH + "/" + id).then().statusCode(404);
            other.asks()
                    .queryParam("filter_id", id)
                    .when()
                    .get("/api/v1/contacts")
                    .then()
                    .statusCode(404)
                    .body("message", equalTo("Filter pattern %d was not found".formatted(id)));
        }
        listing(host).body("name", contains("Friends"));
    }

    @Test
    void tokenIsNeeded() {
        RestAssured.when().get(PATH).then().statusCode(401);
        RestAssured.when().post(PATH).then().statusCode(401);
        RestAssured.when().put(PATH + "/1").then().statusCode(401);
        RestAssured.when().delete(PATH + "/1").then().statusCode(401);
    }

    @Test
    void repeatedCreationAnswersTheFirstPatternAgain() {
        var pattern = pattern("Friends", JsonArray.of(filter(true, "tag", JsonArray.of(7, "8"))));

        var first = answer(sending(host, pattern)
                .header("Idempotency-Key", "once")
                .when()
                .post(PATH)
                .then());
        var again = answer(sending(host, pattern)
                .header("Idempotency-Key", "once")
                .when()
                .post(PATH)
                .then());

        assertEquals(first, again);
        listing(host).body("$", hasSize(1));
    }

    @Test
    void wrongFiltersAreRefused() {
        creating(host, pattern(null, new JsonArray())).statusCode(400).body("errors", hasKey("name"));
        creating(host, pattern("F", "gender")).statusCode(400).body("errors", hasKey("filters"));
        creating(host, pattern("F", JsonArray.of(filter(true, null, JsonArray.of()))))
                .statusCode(400)
                .body("errors", hasKey("filters.key"));
        creating(host, pattern("F", JsonArray.of(filter("perhaps", "tag", JsonArray.of()))))
                .statusCode(400)
                .body("errors", hasKey("filters.is_included"));
        creating(host, pattern("F", JsonArray.of(filter(true, "tag", new JsonObject().put("a", "b")))))
                .statusCode(400)
                .body("errors", hasKey("filters.value"));
        creating(host, pattern("F", JsonArray.of(filter(true, "tag", JsonArray.of(JsonArray.of("7"))))))
                .statusCode(400)
                .body("errors", hasKey("filters.value"));
        listing(host).body("$", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999999"})
    void numbersBeyondNumbersAreRefused(String number) {
        host.asks()
                .contentType(JSON)
                .body("{\"filter_pattern\": {\"name\": \"F\", \"filters\": [{\"key\": \"tag\", \"value\": [%s]}]}}"
                        .formatted(number))
                .when()
                .post(PATH)
                .then()
                .statusCode(400);
    }

    @Test
    void numberAndLengthAreBounded() {
        var filter = filter(true, "tag", JsonArray.of("7"));
        var thirty = new JsonArray(Collections.nCopies(30, filter));
        creating(host, pattern("F", thirty)).statusCode(200);
        creating(host, pattern("F", thirty.copy().add(filter)))
                .statusCode(400)
                .body("errors.filters", contains("has more than 30 entries"));
        var many = new JsonArray(IntStream.rangeClosed(1, 201).boxed().toList());
        creating(host, pattern("F", JsonArray.of(filter(true, "tag", many))))
                .statusCode(400)
                .body("errors", hasKey("filters.value"));
        var long255 = new JsonArray(Collections.nCopies(100, "a".repeat(255)));
        creating(host, pattern("F", JsonArray.of(filter(true, "city", long255))))
                .statusCode(200);
        creating(host, pattern("F", JsonArray.of(filter(true, "city", long255), filter(true, "region", long255))))
                .statusCode(400)
                .body("errors", hasKey("filters"));
        creating(host, pattern("F", JsonArray.of(filter(true, "a".repeat(256), JsonArray.of()))))
                .statusCode(400);
        creating(host, pattern("a".repeat(256), new JsonArray())).statusCode(400);
    }

    @Test
    void userHasAHundredPatternsAtMost() {
        for (int i = 0; i < FilterService.MOST_PATTERNS; i++) {
            create(host, "Friends " + i);
        }
        creating(host, pattern("One more", new JsonArray()))
                .statusCode(409)
                .body("message", equalTo("There are too many filter patterns"));
        var ids = listing(host).extract().jsonPath().getList("id", Long.class);
        assertThat(ids, hasSize(FilterService.MOST_PATTERNS));
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
        create(staff.hire(host.companyId(), "Hanna Host").done(), "Hers");
    }
}
