package app.velvet.venues.event;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ArtistResourceTest {

    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long blueNote;

    @BeforeEach
    void openVenue() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        blueNote = api.venue("Blue Note");
    }

    @Test
    void artistsAreThoseOfTheCompanyOrOfATime() {
        long nina = api.create("/artists", "artist", named("Nina").put("description", "Piano"));
        long otis = api.create("/artists", "artist", named("Otis"));
        api.create("/events", "event", eventNamed("Jazz", blueNote, NEXT_WEEK).put("artist_ids", nina));
        api.create(
                "/events",
                "event",
                eventNamed("Soul", blueNote, NEXT_WEEK.plusDays(1)).put("artist_ids", otis));

        api.getting("/artists")
                .statusCode(200)
                .body("id", contains((int) nina, (int) otis))
                .body("[0].description", equalTo("Piano"))
                .body("[0]", hasKey("avatar_url"));
        api.getting("/artists", "date_start", NEXT_WEEK.plusDays(1)).body("id", contains((int) otis));
        api.getting("/artists", "date_end", NEXT_WEEK).body("id", contains((int) nina));
        Api.of(staff.managerOfNewCompany()).getting("/artists").body("$", empty());
    }

    @Test
    void artistsAreChangedByWhoManagesEvents() {
        long nina = api.create("/artists", "artist", named("Nina"));
        long id = api.create(
                "/events", "event", eventNamed("Jazz", blueNote, NEXT_WEEK).put("artist_ids", nina));
        var local = Api.of(staff.hire(manager.companyId(), "Hugo Host")
                .may(Staff.atVenues(blueNote), "Event", "manage")
                .done());
        var nobody = Api.of(staff.hire(manager.companyId(), "Nora Nobody").done());
        var stranger = Api.of(staff.managerOfNewCompany());

        local.posting("/artists", new JsonObject().put("artist", named("Otis"))).statusCode(200);
        local.putting("/artists/" + nina, new JsonObject().put("artist", named("Mine")))
                .statusCode(401);
        nobody.posting("/artists", new JsonObject().put("artist", named("Mine")))
                .statusCode(401);
        stranger.putting("/artists/" + nina, new JsonObject().put("artist", named("Mine")))
                .statusCode(404)
                .body("message", equalTo("Artist " + nina + " was not found"));
        stranger.deleting("/artists/" + nina).statusCode(404);
        api.posting("/artists", new JsonObject().put("artist", named("")))
                .statusCode(400)
                .body("errors.name", contains("can't be blank"));
        api.deleting("/artists/" + nina).statusCode(403).body("message", equalTo("This artist can not be deleted"));
        api.deleting("/events/" + id).statusCode(200);
        api.deleting("/artists/" + nina).statusCode(200);
    }
}
