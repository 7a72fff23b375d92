package app.velvet.venues.venue;

import static app.velvet.testing.Published.data;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.working;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.testing.TopicProbe;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class StaffOfVenuesTest {

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    private Member manager;
    private Api api;
    private Member host;
    private long blueNote;
    private long vanguard;

    @BeforeEach
    void openVenues() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        host = staff.hire(manager.companyId(), "Hugo Host").done();
        blueNote = api.venue("Blue Note");
        vanguard = api.venue("Vanguard");
    }

    @Test
    void firstVenueIsHome() {
        api.employing(blueNote, working(host))
                .statusCode(200)
                .body("user_id", contains((int) host.userId()))
                .body("venue_id", contains((int) blueNote))
                .body("venue_name", contains("Blue Note"))
                .body("home", contains(true))
                .body("selected", contains(true));
        api.employing(vanguard, working(host)).statusCode(200).body("home", contains(false));

        assertEquals(List.of(blueNote), homesOf(host));
    }

    @Test
    void homeGivenAtOneVenueIsTakenFromTheOther() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            api.employing(blueNote, working(host));
            api.employing(vanguard, working(host, true)).body("home", contains(true));

            assertEquals(List.of(vanguard), homesOf(host));
            var changes = published.await(3, "UserVenue").subList(1, 3);
            assertEquals("Blue Note", data(changes.get(0)).getString("venue_name"));
            assertEquals(false, data(changes.get(0)).getBoolean("home"));
            assertEquals("create", Published.value(changes.get(1)).getString("action"));
            assertEquals(
                    new JsonObject()
                            .put("id", data(changes.get(1)).getLong("id"))
                            .put("venue_id", vanguard)
                            .put("venue_name", "Vanguard")
                            .put("home", true)
                            .put("user_id", host.userId())
                            .put("selected", true),
                    data(changes.get(1)));
            assertEquals(Set.of("user:" + host.userId()), Published.audience(changes.get(1)));
            assertEquals(Long.toString(manager.userId()), TopicProbe.header(changes.get(1), "ce_actorid"));
        }
    }

    @Test
    void whoLosesHisHomeVenueIsAtHomeAtAnotherOfHis() {
        api.employing(blueNote, working(host));
        api.employing(vanguard, working(host));

        api.employing(blueNote).statusCode(200).body("$", empty());

        assertEquals(List.of(vanguard), homesOf(host));
    }

    @Test
    void whoIsToldNotToBeAtHomeIsSoElsewhereIfHeCan() {
        api.employing(blueNote, working(host, false)).body("home", contains(true));
        api.employing(vanguard, working(host));

        api.employing(blueNote, working(host, false)).body("home", contains(false));

        assertEquals(List.of(vanguard), homesOf(host));
    }

    @Test
    void whoStaysKeepsHisRecord() {
        var other = staff.hire(manager.companyId(), "Dora Door").done();
        long id = idOf(api.employing(blueNote, working(host)));

        long same = idOf(api.employing(blueNote, working(host), working(other)));

        assertEquals(id, same);
    }

    @Test
    void unknownUsersAreRefused() {
        var gone = staff.hire(manager.companyId(), "Gus Gone").deactivated().done();
        var key = staff.hire(manager.companyId(), "Website Key").asService().done();
        var stranger = staff.managerOfNewCompany();

        for (var member : List.of(gone, key, stranger)) {
            api.employing(blueNote, working(host), working(member))
                    .statusCode(400)
                    .body("errors.'staff.user_id'", contains("is invalid"));
        }
        api.employing(blueNote, working(host), working(host)).statusCode(400);
        api.employing(blueNote, new JsonObject().put("home", true))
                .statusCode(400)
                .body("errors.'staff.user_id'", contains("can't be blank"));
        api.putting("/venues/" + blueNote + "/staff", new JsonObject())
                .statusCode(400)
                .body("errors.staff", contains("can't be blank"));
        assertEquals(List.of(), homesOf(host));
    }

    @Test
    void staffOfARemovedVenueIsAtHomeElsewhere() {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            api.employing(blueNote, working(host));
            api.employing(vanguard, working(host));
            api.deleting("/venues/" + blueNote).statusCode(200);

            var changes = published.await(4, "UserVenue");
            assertEquals("destroy", Published.value(changes.get(2)).getString("action"));
            assertEquals(Set.of("user:" + host.userId()), Published.audience(changes.get(2)));
            assertEquals("update", Published.value(changes.get(3)).getString("action"));
            assertEquals("Vanguard", data(changes.get(3)).getString("venue_name"));
            assertEquals(true, data(changes.get(3)).getBoolean("home"));
        }
        assertEquals(List.of(vanguard), homesOf(host));
    }

    @Test
    void manyChangesAtOnceLeaveEverybodyOneHomeVenue() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var changes = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 40; i++) {
                long venue = i % 2 == 0 ? blueNote : vanguard;
                var wanted =
                        i % 5 == 0 ? new JsonObject[0] : new JsonObject[] {working(host, i % 3 == 0), working(manager)};
                changes.add(() -> api.employing(venue, wanted).extract().statusCode());
            }
            for (var status : threads.invokeAll(changes)) {
                assertEquals(200, status.get());
            }
        } finally {
            threads.shutdown();
        }
        api.employing(blueNote, working(host)).statusCode(200);

        assertEquals(1, homesOf(host).size());
    }

    @Test
    void filtersSelectVenues() {
        var his = Api.of(host);
        try (var published = Published.on("venues.changes", manager.companyId())) {
            api.employing(blueNote, working(host));
            api.employing(vanguard, working(host));
            filtering(his, Long.toString(vanguard)).statusCode(200).body("id", contains((int) vanguard));
            filtering(his, JsonArray.of(vanguard)).statusCode(200).body("id", contains((int) vanguard));
            filtering(his, vanguard + "," + blueNote).statusCode(200).body("id", contains((int) blueNote, (int)
                    vanguard));
            filtering(his, vanguard).body("[0].name", equalTo("Vanguard"));
            filtering(his, "0").statusCode(200).body("id", contains((int) blueNote, (int) vanguard));

            var selected = published.await(6, "UserVenue").stream()
                    .skip(2)
                    .map(change -> data(change).getString("venue_name") + " "
                            + data(change).getBoolean("selected"))
                    .toList();
            assertEquals(List.of("Blue Note false", "Blue Note true", "Blue Note false", "Blue Note true"), selected);
        }
    }

    @Test
    void filtersNameVenuesWhereOneWorks() {
        api.employing(blueNote, working(host));
        var his = Api.of(host);

        filtering(his, JsonArray.of(blueNote, vanguard))
                .statusCode(400)
                .body("errors.venue_ids", contains("is invalid"));
        filtering(his, "x").statusCode(400);
        filtering(his, "").statusCode(400).body("errors.venue_ids", contains("can't be blank"));
        his.posting("/venues/set_filters", new JsonObject()).statusCode(400);
    }

    @Test
    void renamedVenueIsRenamedForAllWhoWorkThere() throws SQLException {
        employThousand();

        try (var published = Published.on("venues.changes", manager.companyId())) {
            api.putting("/venues/" + blueNote, new JsonObject().put("venue", named("Green Note")))
                    .statusCode(200);

            assertEquals(
                    1100,
                    published.await(1100, "UserVenue").stream()
                            .filter(change ->
                                    data(change).getString("venue_name").equals("Green Note"))
                            .map(change -> data(change).getLong("user_id"))
                            .distinct()
                            .count());
        }
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> count("venue_renaming") == 0);
    }

    private void employThousand() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        insert into user_venue (company_id, id, venue_id, user_id, home, selected)
                        select ?, nextval('user_venue_id'), ?, -n, true, true from generate_series(1, 1100) n
                        """)) {
            statement.setLong(1, manager.companyId());
            statement.setLong(2, blueNote);
            statement.executeUpdate();
        }
    }

    private static ValidatableResponse filtering(Api api, Object venueIds) {
        return api.posting("/venues/set_filters", new JsonObject().put("venue_ids", venueIds));
    }

    private static long idOf(ValidatableResponse staff) {
        return staff.statusCode(200).extract().jsonPath().getLong("[0].id");
    }

    private List<Long> homesOf(Member member) {
        return query("select venue_id from user_venue where home and company_id = " + member.companyId()
                + " and user_id = " + member.userId());
    }

    private long count(String table) {
        return query("select count(*) from " + table + " where company_id = " + manager.companyId())
                .get(0);
    }

    private List<Long> query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<Long>();
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
