package app.velvet.venues.guestlist;

import static app.velvet.venues.guestlist.Party.PATH;
import static app.velvet.venues.guestlist.Party.field;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.ContactsServicePort;
import app.velvet.venues.Database;
import app.velvet.venues.FakeContactsService;
import app.velvet.venues.FakeContactsService.Trouble;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
@WithTestResource(ContactsServicePort.class)
class ListingManyTest {

    private static final String ORIGINATOR = "Pia Promoter";

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Party party;
    private Member originator;
    private FakeContactsService contacts;

    @BeforeEach
    void openEvent() {
        database.execute("delete from pending_command");
        contacts = new FakeContactsService().start();
        party = new Party(staff);
        originator = party.promoter(ORIGINATOR);
    }

    @AfterEach
    void closeEvent() {
        contacts.stop();
        party.close();
    }

    private JsonObject list(String originatorName, String text) {
        return new JsonObject()
                .put("originator_name", originatorName)
                .put("mass_create_text_content", text)
                .put(
                        "guestlist",
                        party.plain()
                                .put("type_for_males_id", party.gentlemen)
                                .put("type_for_females_id", party.ladies));
    }

    private ValidatableResponse listing(Member member, String originatorName, String text) {
        return Api.of(member).posting(PATH + "/mass_create", list(originatorName, text));
    }

    private ValidatableResponse listing(String text) {
        return listing(party.manager, ORIGINATOR, text);
    }

    private long guestlists() {
        return database.count("guestlist where event_id = " + party.event);
    }

    private long pending() {
        return database.count("pending_command where company_id = " + party.manager.companyId());
    }

    @Test
    void rowsBecomeGuestlistsOfTheOriginatorAndNotesFollow() {
        listing("Ella Fitzgerald,2,1,\"Cake,\nplease\"\r\nNina Simone,1,0")
                .statusCode(200)
                .body("contact_name", contains("Ella Fitzgerald", "Nina Simone"))
                .body("contact_info.email", everyItem(nullValue()))
                .body("user_id", everyItem(equalTo((int) originator.userId())))
                .body("approved", contains(true, true))
                .body("count_males", contains(2, 1))
                .body("count_females", contains(1, 0))
                .body("type_for_males_name", contains("Gentlemen", "Gentlemen"));

        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        assertEquals(List.of("Cake,\nplease"), contacts.noteTexts());
        party.api.getting("/events/" + party.event).body("expected_guestlists_count", equalTo(2));
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsMade() {
        listing("Ella,1,1\nNina,many,1")
                .statusCode(400)
                .body("errors.mass_create_text_content", contains("row 2 has no number of males"))
                .body("message", containsString("row 2 has no number of males"));
        listing(party.manager, "Nobody Known", "Ella,1,1").statusCode(400).body("errors", hasKey("originator_name"));
        party.hire("Gone Away").deactivated().done();
        listing(party.manager, "Gone Away", "Ella,1,1").statusCode(400).body("errors", hasKey("originator_name"));
        party.promoter(ORIGINATOR);
        listing("Ella,1,1").statusCode(400).body("errors", hasKey("originator_name"));
        var wrongType = list("Mia Manager", "Ella,1,1");
        wrongType.getJsonObject("guestlist").put("type_for_males_id", party.ladies);
        party.api.posting(PATH + "/mass_create", wrongType).statusCode(400).body("errors", hasKey("type_for_males_id"));

        assertEquals(0, guestlists());
        assertEquals(List.of(), contacts.contacts());
    }

    @Test
    void allOrNobodyFindsRoom() {
        listing("Ella,6,0\nNina,5,0").statusCode(409);
        assertEquals(0, guestlists());

        listing("Ella,6,0\nNina,4,0").statusCode(200);
        assertEquals(2, contacts.contacts().size());
    }

    @Test
    void promoterPutsDownHisOwnOnly() {
        var rival = party.promoter("Rob Rival");

        listing(rival, ORIGINATOR, "Ella,1,0").statusCode(401);
        listing(rival, "Rob Rival", "Ella,1,0").statusCode(200).body("approved", contains(false));
        listing(party.hire("Rita Reader", "read").done(), ORIGINATOR, "Ella,1,0")
                .statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = Trouble.class,
            names = {"CUT_BEFORE", "CUT_AFTER", "OVERLOADED"})
    void repetitionAfterTroubleDoublesNothing(Trouble trouble) {
        contacts.goesOnMeeting(trouble);
        listing("Ella,1,0\nNina,1,0").statusCode(503);
        contacts.goesOnMeeting(null);
        assertEquals(0, guestlists());

        listing("Ella,1,0\nNina,1,0").statusCode(200);
        assertEquals(2, contacts.contacts().size());
        listing("Ella,1,0\nNina,1,0").statusCode(409);
        assertEquals(2, guestlists());
        assertEquals(2, contacts.contacts().size());
    }

    @Test
    void thousandsArePutDownAtOnce() throws Exception {
        var text = IntStream.range(0, GuestRows.MOST)
                .mapToObj(i -> "Guest Number %d,0,0,Note %d\r\n".formatted(i, i))
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();

        var listed = new JsonArray(answerTo(list(ORIGINATOR, text)));
        assertEquals(
                IntStream.range(0, GuestRows.MOST)
                        .mapToObj(i -> "Guest Number " + i)
                        .toList(),
                listed.stream()
                        .map(guestlist -> ((JsonObject) guestlist).getString("contact_name"))
                        .toList());

        assertEquals(GuestRows.MOST, guestlists());
        assertEquals(GuestRows.MOST, contacts.contacts().size());
        await().atMost(Duration.ofMinutes(3)).until(() -> pending() == 0);
        assertEquals(GuestRows.MOST, contacts.notes().size());
    }

    /** By a client that does nothing with so large an answer but to take it. */
    private String answerTo(JsonObject list) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1" + PATH + "/mass_create"))
                .header("Authorization", "Bearer " + party.manager.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(list.encode()))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    @Test
    void emptyListsAreNamed() {
        listing(" \n").statusCode(400);
        party.api
                .posting(PATH + "/mass_create", field("guestlist", new JsonObject()))
                .statusCode(400)
                .body("errors", hasKey("originator_name"))
                .body("errors", hasKey("mass_create_text_content"))
                .body("errors", hasKey("event_id"));
    }
}
