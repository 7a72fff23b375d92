package app.velvet.venues.receipt;

import static app.velvet.venues.Api.working;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ReceiptResourceTest {

    private static final Path DEFAULTS = Path.of("../contacts-service/src/main/resources/dictionary/defaults.json");

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long venue;

    @BeforeEach
    void openVenue() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
    }

    private JsonObject receipt(String... fields) {
        return new JsonObject().put("venue_id", venue).put("fields", JsonArray.of((Object[]) fields));
    }

    private ValidatableResponse posting(JsonObject receipt) {
        return api.posting("/thermal_receipts", new JsonObject().put("thermal_receipt", receipt));
    }

    private long posted(JsonObject receipt) {
        return posting(receipt).statusCode(200).extract().jsonPath().getLong("id");
    }

    @Test
    void venueHasOneReceiptWhichPostReplaces() {
        long id = posting(receipt("venue_name", "table").put("additional_texts", JsonArray.of("Thank you", "See you")))
                .statusCode(200)
                .body("venue_id", equalTo((int) venue))
                .body("fields", contains("venue_name", "table"))
                .body("additional_texts", contains("Thank you", "See you"))
                .body("size()", equalTo(4))
                .extract()
                .jsonPath()
                .getLong("id");

        posting(receipt("minimum", "venue_name"))
                .statusCode(200)
                .body("id", equalTo((int) id))
                .body("fields", contains("minimum", "venue_name"))
                .body("additional_texts", empty());
        api.getting("/thermal_receipts").body("id", contains((int) id));
        api.getting("/thermal_receipts/" + id).body("fields", contains("minimum", "venue_name"));
        api.getting("/venues/" + venue + "/thermal_receipt").body("id", equalTo((int) id));
    }

    @Test
    void manyWhoPostAtOnceMakeOne() throws Exception {
        var posting = Executors.newFixedThreadPool(20);
        try (var published = Published.on("venues.changes", manager.companyId())) {
            var ids = posting.invokeAll(IntStream.range(0, 40)
                    .<Callable<Long>>mapToObj(
                            number -> () -> posted(receipt("venue_name").put("additional_texts", "Text " + number)))
                    .toList());
            var distinct = new HashSet<Long>();
            for (var id : ids) {
                distinct.add(id.get());
            }

            assertEquals(1, distinct.size());
            api.getting("/thermal_receipts").body("$", hasSize(1));
            assertEquals(
                    1,
                    published.await(40, "ThermalReceipt").stream()
                            .filter(change -> Published.summary(change).startsWith("create"))
                            .count());
        } finally {
            posting.shutdown();
        }
    }

    @Test
    void putAndPostToItChangeWhatIsGiven() {
        long id = posted(receipt("venue_name").put("additional_texts", "Thank you"));

        api.putting("/thermal_receipts/" + id, changes(new JsonObject().put("fields", JsonArray.of("host", "host"))))
                .statusCode(200)
                .body("fields", contains("host"))
                .body("additional_texts", contains("Thank you"));
        api.posting("/thermal_receipts/" + id, changes(new JsonObject().put("additional_texts", "")))
                .statusCode(200)
                .body("fields", contains("host"))
                .body("additional_texts", empty());
        api.putting("/thermal_receipts/" + id, changes(new JsonObject().put("venue_id", api.venue("Vanguard"))))
                .statusCode(400)
                .body("errors.venue_id", contains("is invalid"));
        api.putting("/thermal_receipts/987654321", changes(new JsonObject().put("fields", "host")))
                .statusCode(404)
                .body("message", equalTo("Thermal receipt 987654321 was not found"));
    }

    private static JsonObject changes(JsonObject receipt) {
        return new JsonObject().put("thermal_receipt", receipt);
    }

    @Test
    void fieldsAreThoseOfTheDictionary() {
        posting(receipt("venue_name", "mood")).statusCode(400).body("errors.fields", contains("is invalid"));
        long id = posted(receipt("venue_name"));
        try (var dictionaries = new Dictionaries(manager.companyId())) {
            dictionaries.tellOfReceiptFields(1001, "mood", "table");
            dictionaries.tellOfOther(1002);
            awaitStatus(200, receipt("mood"));

            posting(receipt("venue_name")).statusCode(400).body("errors.fields", contains("is invalid"));
            api.putting("/thermal_receipts/" + id, changes(new JsonObject().put("fields", "venue_name")))
                    .statusCode(400);
            api.getting("/thermal_receipts/" + id).body("fields", contains("mood"));

            dictionaries.tellOfReceiptFields(1001);
            awaitStatus(400, receipt("mood"));
            dictionaries.restoreWithout();
            awaitStatus(200, receipt("venue_name"));
        }
    }

    private void awaitStatus(int status, JsonObject receipt) {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> posting(receipt).extract().statusCode(), found -> found == status);
    }

    @Test
    void defaultsAreThoseOfContactsService() throws IOException {
        var dictionaries = new JsonArray(Files.readString(DEFAULTS));
        var fields = dictionaries.stream()
                .map(JsonObject.class::cast)
                .filter(dictionary -> dictionary.getString("key").equals("thermal_receipt_fields"))
                .flatMap(dictionary -> dictionary.getJsonArray("value").stream())
                .map(field -> ((JsonObject) field).getString("key"))
                .toList();

        assertEquals(fields, ReceiptDictionary.DEFAULT_KEYS);
    }

    @Test
    void onlyWhoSetsVenuesUpChangesReceipts() {
        long id = posted(receipt("venue_name"));
        var worker = staff.hire(manager.companyId(), "Wanda Worker").done();
        var outsider = staff.hire(manager.companyId(), "Otto Outsider").done();
        var elsewhere = staff.hire(manager.companyId(), "Eli Elsewhere")
                .may(Staff.atVenues(venue + 1), "Template", "manage")
                .done();
        api.employing(venue, working(worker)).statusCode(200);

        Api.of(worker).getting("/thermal_receipts").body("id", contains((int) id));
        Api.of(worker).getting("/thermal_receipts/" + id).statusCode(200);
        Api.of(worker).putting("/thermal_receipts/" + id, changes(receipt())).statusCode(401);
        for (var stranger : List.of(outsider, elsewhere)) {
            Api.of(stranger).getting("/thermal_receipts").statusCode(200).body("$", empty());
            Api.of(stranger).getting("/thermal_receipts/" + id).statusCode(404);
            Api.of(stranger).getting("/venues/" + venue + "/thermal_receipt").statusCode(401);
            Api.of(stranger).posting("/thermal_receipts", changes(receipt())).statusCode(401);
        }
    }

    @Test
    void wrongFieldsAreNamed() {
        posting(new JsonObject().put("fields", "table"))
                .statusCode(400)
                .body("errors.venue_id", contains("can't be blank"));
        posting(receipt().put("venue_id", 987_654_321))
                .statusCode(404)
                .body("message", equalTo("Venue 987654321 was not found"));
        posting(receipt()
                        .put(
                                "additional_texts",
                                new JsonArray(IntStream.range(0, 51)
                                        .mapToObj(Integer::toString)
                                        .toList())))
                .statusCode(400)
                .body("errors.additional_texts", contains("has more than 50 entries"));
        api.getting("/venues/" + venue + "/thermal_receipt")
                .statusCode(404)
                .body("message", equalTo("Thermal receipt of venue " + venue + " was not found"));
    }

    @Test
    void changesArePublishedToTheVenueItGoesWith() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long id = posted(receipt("venue_name"));
            posted(receipt("venue_name"));
            posted(receipt("table"));
            var answered = new JsonObject(
                    api.getting("/thermal_receipts/" + id).extract().asString());
            api.deleting("/venues/" + venue).statusCode(200);

            var changes = published.await(3, "ThermalReceipt");
            assertEquals(
                    List.of(
                            "create ThermalReceipt/" + id,
                            "update ThermalReceipt/" + id,
                            "destroy ThermalReceipt/" + id),
                    changes.stream().map(Published::summary).toList());
            assertEquals(answered, Published.data(changes.get(1)));
            for (var change : changes) {
                assertEquals(Set.of("company", "venue:" + venue), Published.audience(change));
            }
        }
    }
}
