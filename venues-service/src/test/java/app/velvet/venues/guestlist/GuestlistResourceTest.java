package app.velvet.venues.guestlist;

import static app.velvet.testing.Published.audience;
import static app.velvet.testing.Published.data;
import static app.velvet.venues.guestlist.Party.PATH;
import static app.velvet.venues.guestlist.Party.field;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Database;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class GuestlistResourceTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Party party;
    private long nina;
    private long miles;

    @BeforeEach
    void openEvent() {
        party = new Party(staff);
        nina = party.guests.come("Nina Simone");
        miles = party.guests.come("Miles Davis");
    }

    @AfterEach
    void closeEvent() {
        party.close();
    }

    private long guestlists() {
        return database.count("guestlist where company_id = " + party.manager.companyId());
    }

    @Test
    void guestlistTellsOfItsGuestItsEventAndItsTypes() {
        party.listing(party.with(2, 1).put("note", "Birthday"), nina, miles)
                .statusCode(200)
                .body("", hasSize(2))
                .body("contact_id", contains((int) nina, (int) miles))
                .body("[0].contact_name", equalTo("Nina Simone"))
                .body("[0].contact_info.email", equalTo("nina.simone@guest.example"))
                .body("[0].event_info.name", equalTo("Jazz"))
                .body("[0].event_info.end_time", equalTo("04:00"))
                .body("[0].event_date", equalTo(Party.NEXT_WEEK.toString()))
                .body("[0].event_name", equalTo("Jazz"))
                .body("[0].venue_id", equalTo((int) party.venue))
                .body("[0].user_id", equalTo((int) party.manager.userId()))
                .body("[0].approved", equalTo(true))
                .body("[0].type_for_males_name", equalTo("Gentlemen"))
                .body("[0].type_for_females_name", equalTo("Ladies"))
                .body("[0].stage", equalTo("win"))
                .body("[0].last_stage", nullValue())
                .body("[0].status", equalTo("not_confirmed"))
                .body("[0].status_name", equalTo("Not Confirmed"))
                .body("[0].state", equalTo("active"))
                .body("[0].tally", equalTo(false))
                .body("[0].actual_count_males", nullValue())
                .body("[0].guestlist_template_id", equalTo((int) party.template))
                .body("[0].note", equalTo("Birthday"))
                .body("[0].notes", empty());
    }

    @ParameterizedTest
    @CsvSource({
        "confirmed, win, Confirmed",
        "no_id, loss, No Id",
        "over_intox, loss, Over Intox",
        "group_disqualify, denied, Group Disqualify"
    })
    void stageFollowsFromTheStatus(String status, String stage, String name) {
        long id = party.list(party.plain(), nina);

        party.changing(id, field("status", status))
                .statusCode(200)
                .body("stage", equalTo(stage))
                .body("status_name", equalTo(name))
                .body("last_status", equalTo("not_confirmed"))
                .body("last_stage", equalTo("win"));
    }

    @Test
    void statusesAreToldInOrder() {
        var told = party.api
                .getting(PATH + "/available_statuses")
                .statusCode(200)
                .extract()
                .asString();

        assertEquals(
                "{\"not_confirmed\":\"Not Confirmed\",\"confirmed\":\"Confirmed\",\"all_arrived\":\"All Arrived\","
                        + "\"partially_arrived\":\"Partially Arrived\",\"canceled\":\"Canceled\",\"no_show\":\"No Show\","
                        + "\"no_id\":\"No Id\",\"fake_id\":\"Fake Id\",\"dress_code\":\"Dress Code\","
                        + "\"over_intox\":\"Over Intox\",\"disqualified\":\"Disqualified\","
                        + "\"group_disqualify\":\"Group Disqualify\"}",
                told);
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        Api.of(party.manager)
                .posting(PATH, new JsonObject().put("guestlist", field("status", "unheard of")))
                .statusCode(400)
                .body("errors", hasKey("contact_ids"))
                .body("errors", hasKey("event_id"))
                .body("errors", hasKey("status"));
        party.listing(party.with(1, 1).put("type_for_males_id", party.ladies), nina)
                .statusCode(400)
                .body("errors", hasKey("type_for_males_id"));
        party.listing(party.plain().put("count_males", -1), nina)
                .statusCode(400)
                .body("errors", hasKey("count_males"));
        party.listing(party.plain().put("user_id", 1), nina).statusCode(400).body("errors", hasKey("user_id"));
        party.listing(party.plain(), 999_999_999L).statusCode(404);
        party.listing(party.plain().put("event_id", 999_999_999), nina).statusCode(404);
        assertEquals(0, guestlists());
    }

    @Test
    void contactHasOneGuestlistForAnEvent() {
        party.list(party.plain(), nina);

        party.listing(party.plain(), miles, nina)
                .statusCode(409)
                .body("message", equalTo("Contact " + nina + " has a guestlist for this event already"));
        assertEquals(1, guestlists());
        long elsewhere = party.anotherEvent("Blues", Party.NEXT_WEEK);
        party.listing(party.plain().put("event_id", elsewhere), nina).statusCode(200);
    }

    @Test
    void nobodyIsPutDownWhileGuestlistsAreClosed() {
        long id = party.list(party.plain(), nina);
        party.api
                .putting("/events/" + party.event + "/update_guestlist_sales", field("guestlist_sales", false))
                .statusCode(200);

        party.listing(party.plain(), miles)
                .statusCode(403)
                .body("message", equalTo("Guestlists are closed for this event"));
        party.changing(id, field("status", "all_arrived")).statusCode(200);
    }

    @Test
    void nobodyIsPutDownForWhatDoesNotTakePlace() {
        party.api
                .putting("/events/" + party.event, field("event", field("state", "inactive")))
                .statusCode(200);

        party.listing(party.plain(), nina).statusCode(400).body("message", equalTo("Event is not active"));
    }

    @Test
    void promoterPutsDownHisOwnGuestsAndSomebodyApprovesThem() {
        var promoter = party.promoter("Pia Promoter");
        var rival = party.promoter("Rob Rival");

        long id = party.listing(promoter, party.plain(), nina)
                .statusCode(200)
                .body("[0].approved", equalTo(false))
                .body("[0].user_id", equalTo((int) promoter.userId()))
                .extract()
                .jsonPath()
                .getLong("[0].id");
        party.listing(promoter, party.plain().put("user_id", rival.userId()), miles)
                .statusCode(401);
        party.changing(promoter, id, field("approved", true)).statusCode(401);
        party.changing(promoter, id, field("user_id", rival.userId())).statusCode(401);
        party.changing(promoter, id, field("count_males", 3)).statusCode(200).body("count_males", equalTo(3));
        party.changing(rival, id, field("count_males", 4)).statusCode(404);
        Api.of(rival).getting(PATH).body("", empty());
        Api.of(promoter).getting(PATH).body("id", contains((int) id));
        party.changing(id, field("approved", true)).statusCode(200).body("approved", equalTo(true));
        Api.of(rival).deleting(PATH + "/" + id).statusCode(404);
        Api.of(promoter).deleting(PATH + "/" + id).statusCode(200);
    }

    @Test
    void whoOnlyReadsChangesNothing() {
        long id = party.list(party.plain(), nina);
        var reader = party.hire("Rita Reader", "read").done();
        var nobody = party.staff.hire(party.manager.companyId(), "Nora Nobody").done();

        party.listing(reader, party.plain(), miles).statusCode(401);
        party.changing(reader, id, field("count_males", 1)).statusCode(401);
        Api.of(reader).deleting(PATH + "/" + id).statusCode(401);
        Api.of(reader).getting(PATH + "/" + id).statusCode(200);
        Api.of(nobody).getting(PATH).statusCode(401);
        party.listing(nobody, party.plain(), miles).statusCode(401);
    }

    @Test
    void actualCountsCloseOutWhatHasStarted() {
        long id = party.list(party.plain(), nina);
        party.changing(id, field("actual_count_males", 2)).statusCode(400).body("errors", hasKey("actual_count_males"));

        long yesterday = party.anotherEvent("Blues", LocalDate.now().minusDays(2));
        long past = party.list(party.plain().put("event_id", yesterday), nina);
        var closer = party.hire("Clara Closer", "read", "closeout").done();
        party.changing(closer, past, field("actual_count_males", 2).put("status", "all_arrived"))
                .statusCode(200)
                .body("actual_count_males", equalTo(2))
                .body("status", equalTo("all_arrived"));
        party.changing(closer, past, field("count_males", 2)).statusCode(401);

        var promoter = party.promoter("Pia Promoter");
        long own = party.listing(promoter, party.plain().put("event_id", yesterday), miles)
                .extract()
                .jsonPath()
                .getLong("[0].id");
        party.changing(promoter, own, field("actual_count_females", 1)).statusCode(401);
        party.changing(own, field("actual_count_females", 1)).statusCode(200);
    }

    @Test
    void listsAreNarrowed() {
        long id = party.list(party.plain(), nina);
        long yesterday = party.anotherEvent("Blues", LocalDate.now().minusDays(2));
        long past = party.list(party.plain().put("event_id", yesterday), nina);
        long other = party.list(party.plain(), miles);

        party.api.getting(PATH).body("id", contains((int) id, (int) past, (int) other));
        party.api.getting(PATH + "/past").body("id", contains((int) past));
        party.api.getting(PATH + "/upcoming").body("id", contains((int) id, (int) other));
        party.api.getting(PATH, "event_id", party.event).body("id", contains((int) id, (int) other));
        party.api.getting(PATH, "contact_ids", nina).body("id", contains((int) id, (int) past));
        party.api.getting(PATH, "contact_id", miles).body("id", contains((int) other));
        party.api.getting(PATH, "venue_id", party.venue + 1).body("", empty());
    }

    @Test
    void contactIsMaskedForWhoMayNotViewHimInFull() {
        long id = party.list(party.plain(), nina);
        var reader = party.hire("Rita Reader", "read").done();

        Api.of(reader)
                .getting(PATH + "/" + id)
                .body("contact_name", equalTo("Nina Simone"))
                .body("contact_info.email", nullValue())
                .body("contact_info.phone", nullValue());
        party.showing(id).body("contact_info.email", equalTo("nina.simone@guest.example"));
    }

    @Test
    void changesTellWhatIsDifferentToWhoMaySeeIt() {
        try (var published = Published.on("venues.changes", party.manager.companyId())) {
            long id = party.list(party.with(1, 0), nina);
            party.changing(id, field("status", "confirmed")).statusCode(200);
            party.changing(id, field("status", "confirmed")).statusCode(200);
            party.api.deleting(PATH + "/" + id).statusCode(200);
            party.showing(id).statusCode(404);

            var changes = published.await(3, "Guestlist");
            assertEquals(
                    List.of("create Guestlist/" + id, "update Guestlist/" + id, "destroy Guestlist/" + id),
                    changes.stream().map(Published::summary).toList());
            assertEquals("confirmed", data(changes.get(1)).getString("status"));
            assertEquals("win", data(changes.get(1)).getString("stage"));
            assertEquals(
                    Set.of("company", "venue:" + party.venue, "user:" + party.manager.userId()),
                    audience(changes.get(2)));
        }
    }

    @Test
    void eventCountsGuestlistsThatAreExpectedAndTakesThemAlong() {
        var event = "/events/" + party.event;
        try (var published = Published.on("venues.changes", party.manager.companyId())) {
            long id = party.list(party.plain(), nina);
            party.list(party.plain(), miles);
            party.api.getting(event).body("expected_guestlists_count", equalTo(2));
            awaitExpected(published, 2);

            party.changing(id, field("status", "no_show")).statusCode(200);
            party.api.getting(event).body("expected_guestlists_count", equalTo(1));
            awaitExpected(published, 1);

            party.api.deleting(event).statusCode(200);
            await().until(() -> published.await(1, "Guestlist").stream()
                            .filter(change -> Published.summary(change).startsWith("destroy"))
                            .count()
                    == 2);
        }
        assertEquals(0, guestlists());
    }

    private static void awaitExpected(Published published, int guestlists) {
        await().until(() -> {
            var events = published.await(1, "Event");
            return data(events.get(events.size() - 1)).getInteger("expected_guestlists_count") == guestlists;
        });
    }

    @Test
    void sameKeyPutsGuestsDownOnce() {
        var body = new JsonObject().put("contact_ids", JsonArray.of(nina)).put("guestlist", party.plain());
        var key = "guestlist-" + Guests.newId();
        for (int i = 0; i < 2; i++) {
            party.manager
                    .asks()
                    .header("Idempotency-Key", key)
                    .contentType("application/json")
                    .body(body.encode())
                    .post("/api/v1" + PATH)
                    .then()
                    .statusCode(200)
                    .body("[0].contact_id", equalTo((int) nina));
        }
        assertEquals(1, guestlists());
    }

    @Test
    void whatAnotherReplicaChangesMeanwhileStays() {
        long id = party.list(party.plain(), nina);

        database.whileChanging(
                "update guestlist set note = 'Birthday' where id = " + id,
                () -> party.changing(id, field("count_males", 2)).statusCode(200));

        party.showing(id).body("note", equalTo("Birthday")).body("count_males", equalTo(2));
    }

    @Test
    void guestWhomAnotherReplicaPutsDownMeanwhileIsOnTheListOnce() {
        long id = party.list(party.plain(), nina);
        var another = "insert into guestlist select (jsonb_populate_record(g, jsonb_build_object('id',"
                + " nextval('guestlist_id'), 'contact_id', " + miles + "))).* from guestlist g where g.id = " + id;

        database.whileChanging(
                another,
                () -> party.listing(party.plain(), miles)
                        .statusCode(409)
                        .body("message", equalTo("Contact " + miles + " has a guestlist for this event already")));
    }
}
