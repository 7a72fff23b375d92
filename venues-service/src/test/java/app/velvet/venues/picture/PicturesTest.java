package app.velvet.venues.picture;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;
import static app.velvet.venues.Api.venueNamed;
import static app.velvet.venues.Pictures.base64;
import static app.velvet.venues.Pictures.png;
import static app.velvet.venues.Pictures.sizeAt;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class PicturesTest {

    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    @Inject
    Staff staff;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "velvet.images.uploads-per-user")
    int uploadsPerUser;

    private Member manager;
    private Api api;

    @BeforeEach
    void hireManager() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
    }

    private static String picture() {
        return "data:image/png;base64," + base64(png(640, 480));
    }

    private static JsonObject under(String name, JsonObject fields) {
        return new JsonObject().put(name, fields);
    }

    private JsonPath putting(String path, String name, JsonObject fields) {
        return api.putting(path, under(name, fields)).statusCode(200).extract().jsonPath();
    }

    private void requireClearable(String path, String name, String field, String url) {
        assertNotNull(
                putting(path, name, new JsonObject().put(field, picture())).get(url));
        assertNull(putting(path, name, new JsonObject().put(field, "")).get(url));
        assertNotNull(
                putting(path, name, new JsonObject().put(field, picture())).get(url));
        assertNull(putting(path, name, new JsonObject().putNull(field)).get(url));
    }

    @Test
    void venueHasALogo() throws SQLException {
        try (var published = Published.on("venues.changes", manager.companyId())) {
            var venue = manager.asks()
                    .multiPart("venue[name]", "Blue Note")
                    .multiPart("venue[time_zone]", "America/New_York")
                    .multiPart("venue[logo]", "logo.png", png(640, 480), "image/png")
                    .post("/api/v1/venues")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();

            assertTrue(venue.getString("logo.url")
                    .matches("https://velvet\\.example/uploads/venues/[A-Za-z0-9_-]{22}/original\\.jpg"));
            assertEquals(List.of(640, 480), sizeAt(venue.getString("logo.url")));
            assertEquals(List.of(200, 200), sizeAt(venue.getString("logo_thumb_200_url")));
            assertEquals(venue.getMap("logo"), venue.getMap("avatar"));
            var data = Published.data(published.await(1, "Venue").get(0));
            assertEquals(
                    new JsonObject(venue.getMap("logo")).getMap(),
                    data.getJsonObject("logo").getMap());

            var path = "/venues/" + venue.getLong("id");
            assertEquals(
                    venue.getMap("logo"),
                    putting(path, "venue", new JsonObject().put("description", "Jazz"))
                            .getMap("logo"));
            assertEquals(0, removals());
            requireClearable(path, "venue", "logo", "logo.url");
            assertEquals(3, removals());
        }
    }

    @Test
    void eventHasAPosterInEveryForm() throws SQLException {
        long venue = api.venue("Blue Note");
        try (var published = Published.on("venues.changes", manager.companyId())) {
            var event = manager.asks()
                    .multiPart("event[venue_id]", venue)
                    .multiPart("event[name]", "Jazz")
                    .multiPart("event[date]", NEXT_WEEK.toString())
                    .multiPart("event[start_time]", "22:00")
                    .multiPart("event[end_time]", "04:00")
                    .multiPart("event[poster]", "poster.png", png(640, 480), "image/png")
                    .post("/api/v1/events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();

            assertTrue(event.getString("poster.url").startsWith("https://velvet.example/uploads/events/"));
            assertEquals(List.of(640, 480), sizeAt(event.getString("poster.url")));
            assertEquals(List.of(320, 240), sizeAt(event.getString("poster.small.url")));
            assertEquals(List.of(640, 480), sizeAt(event.getString("poster.medium.url")));
            assertEquals(List.of(100, 100), sizeAt(event.getString("poster.list_thumb.url")));
            assertEquals(List.of(200, 200), sizeAt(event.getString("poster.preview_thumb.url")));
            assertEquals(List.of(320, 240), sizeAt(event.getString("poster.mobile_thumb.url")));
            for (var form : List.of(
                    event,
                    api.getting("/events").extract().jsonPath().setRootPath("[0]"),
                    api.getting("/events/lite").extract().jsonPath().setRootPath("[0]"))) {
                assertEquals(event.getString("poster.url"), form.getString("poster_url"));
                assertEquals(event.getString("poster.small.url"), form.getString("poster_small_url"));
                assertEquals(event.getString("poster.medium.url"), form.getString("poster_medium_url"));
                assertEquals(event.getString("poster.list_thumb.url"), form.getString("poster_list_thumb_url"));
                assertEquals(event.getString("poster.preview_thumb.url"), form.getString("poster_preview_thumb_url"));
                assertEquals(event.getString("poster.mobile_thumb.url"), form.getString("poster_mobile_thumb_url"));
            }
            assertEquals(
                    event.getString("poster.url"),
                    Published.data(published.await(1, "Event").get(0)).getString("poster_url"));

            var path = "/events/" + event.getLong("id");
            putting(path, "event", named("Blues"));
            assertEquals(0, removals());
            requireClearable(path, "event", "poster", "poster.url");
            assertEquals(3, removals());
            putting(path, "event", new JsonObject().put("poster", picture()));
            api.deleting(path).statusCode(200);
            assertEquals(4, removals());
        }
    }

    @Test
    void artistHasAnAvatarThatEventsTellOf() throws SQLException {
        long venue = api.venue("Blue Note");
        var artist = api.posting("/artists", under("artist", named("Nina").put("avatar", picture())))
                .statusCode(200)
                .extract()
                .jsonPath();
        long id = artist.getLong("id");
        try (var published = Published.on("venues.changes", manager.companyId())) {
            long event = api.create(
                    "/events", "event", eventNamed("Jazz", venue, NEXT_WEEK).put("artist_ids", JsonArray.of(id)));

            assertEquals(List.of(640, 480), sizeAt(artist.getString("avatar_url")));
            assertTrue(artist.getString("avatar_url").startsWith("https://velvet.example/uploads/artists/"));
            var thumb = api.getting("/events/" + event)
                    .body("artists[0].avatar_url", equalTo(artist.getString("avatar_url")))
                    .body("artists[0].avatar.url", equalTo(artist.getString("avatar_url")))
                    .extract()
                    .jsonPath()
                    .getString("artists[0].avatar.thumb_100.url");
            assertEquals(List.of(100, 100), sizeAt(thumb));
            api.getting("/events/lite").body("[0].artists[0].avatar_url", equalTo(artist.getString("avatar_url")));

            putting("/artists/" + id, "artist", new JsonObject().put("avatar", ""));
            var told = Published.data(published.await(2, "Event").get(1));
            assertNull(told.getJsonArray("artists").getJsonObject(0).getString("avatar_url"));
            api.getting("/artists").body("[0].avatar_url", nullValue());
            requireClearable("/artists/" + id, "artist", "avatar", "avatar_url");
        }
    }

    @Test
    void imagesOfWhatIsRemovedAreRemoved() throws SQLException {
        long venue = api.create("/venues", "venue", venueNamed("Blue Note").put("logo", picture()));
        long artist = api.create("/artists", "artist", named("Nina").put("avatar", picture()));

        api.deleting("/venues/" + venue).statusCode(200);
        api.deleting("/artists/" + artist).statusCode(200);

        assertEquals(2, removals());
    }

    @Test
    void whatIsNoImageIsRefusedByName() {
        var text = "data:image/png;base64," + base64("<svg/>".getBytes());
        long venue = api.venue("Blue Note");

        api.posting("/venues", under("venue", venueNamed("Vanguard").put("logo", text)))
                .statusCode(400)
                .body("errors.logo", contains("is not an image"));
        api.posting(
                        "/events",
                        under("event", eventNamed("Jazz", venue, NEXT_WEEK).put("poster", text)))
                .statusCode(400)
                .body("errors.poster", contains("is not an image"));
        api.posting("/artists", under("artist", named("Nina").put("avatar", "https://pictures.example/nina.png")))
                .statusCode(400)
                .body("errors.avatar", contains("is not an image"));
        api.getting("/artists").body("name", not(contains("Nina")));
    }

    @Test
    void aUserUploadsSoManyWhateverTheyAreOf() {
        var text = "data:image/png;base64," + base64("<svg/>".getBytes());
        for (int upload = 0; upload < uploadsPerUser; upload++) {
            api.posting("/artists", under("artist", named("Nina").put("avatar", text)))
                    .statusCode(400);
        }

        api.posting("/venues", under("venue", venueNamed("Vanguard").put("logo", text)))
                .statusCode(429)
                .body("message", equalTo("Too many images were uploaded"));
        api.venue("Vanguard");
    }

    /** How many of the company's images are to be removed. */
    private int removals() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select count(*) from image_removal where company_id = ?")) {
            query.setLong(1, manager.companyId());
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
