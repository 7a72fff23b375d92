package app.velvet.auth.user;

import static app.velvet.auth.Pictures.multipart;
import static app.velvet.auth.Pictures.png;
import static app.velvet.auth.Velvet.anEmail;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Pictures;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class AvatarTest {

    private static final byte[] NO_IMAGE = "<svg/>".getBytes(StandardCharsets.UTF_8);

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    Avatars avatars;

    @ConfigProperty(name = "velvet.images.directory")
    Path directory;

    @Test
    void anAvatarIsShownWhereverItsUserIs() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        var photo = upload(host, png(640, 480));

        assertEquals(List.of("url", "thumb_100", "mobile_thumb", "thumb_200"), List.copyOf(photo.keySet()));
        assertSize(640, 480, (String) photo.get("url"));
        assertSize(100, 100, url(photo, "thumb_100"));
        assertSize(200, 200, url(photo, "thumb_200"));
        assertSize(320, 240, url(photo, "mobile_thumb"));
        assertTrue(((String) photo.get("url"))
                .matches("https://velvet\\.example/uploads/users/[A-Za-z0-9_-]{22}/original\\.jpg"));
        host.request().get("/api/v1/profile").then().body("user_image.photo", equalTo(photo));
        tenant.manager().get("/api/v1/staff?ids=" + host.id()).then().body("[0].user_image.photo", equalTo(photo));
        try (var published = new Published()) {
            var change = published.await(tenant.id(), "User", host.id(), 2).get(1);
            assertEquals(
                    photo.get("url"),
                    Published.data(change).at("/user_image/photo/url").asText());
            assertEquals(
                    url(photo, "thumb_100"),
                    Published.data(change).at("/user_image/photo/thumb_100/url").asText());
        }
    }

    @Test
    void inJsonAnAvatarIsADataUrl() {
        var host = velvet.host(velvet.tenant());
        var url = "data:image/png;base64," + Base64.getEncoder().encodeToString(png(30, 20));

        String stored = host.request()
                .body(Map.of("avatar", url, "first_name", "Henry"))
                .put("/api/v1/profile")
                .then()
                .statusCode(200)
                .body("first_name", equalTo("Henry"))
                .extract()
                .path("user_image.photo.url");

        assertSize(30, 20, stored);
    }

    @Test
    void anEmptyAvatarClearsItAndNoneLeavesIt() {
        var host = velvet.host(velvet.tenant());
        var cleared = new HashMap<String, Object>();
        cleared.put("avatar", null);
        for (var clearing : List.of(Map.of("avatar", ""), cleared)) {
            var photo = upload(host, png(10, 10));

            host.request()
                    .body(Map.of("title", "Host"))
                    .put("/api/v1/profile")
                    .then()
                    .body("user_image.photo", equalTo(photo));
            host.request()
                    .body(clearing)
                    .put("/api/v1/profile")
                    .then()
                    .statusCode(200)
                    .body("user_image.photo.url", nullValue())
                    .body("user_image.photo.thumb_200.url", nullValue());
        }
    }

    @Test
    void aReplacedAvatarStaysUntilTheAppsHaveHeardOfTheNewOne() {
        var host = velvet.host(velvet.tenant());
        var before = (String) upload(host, png(10, 10)).get("url");
        var after = (String) upload(host, png(20, 20)).get("url");

        assertNotEquals(before, after);
        assertSize(10, 10, before);
        clock.ahead(Duration.ofDays(8), this::removeDue);
        given().get(URI.create(before).getPath()).then().statusCode(404);
        assertSize(20, 20, after);
    }

    @Test
    void whatIsNoImageIsRefusedByName() {
        var host = velvet.host(velvet.tenant());

        for (var content : List.of("<svg/>".getBytes(), new byte[0], Arrays.copyOf(png(300, 300), 60))) {
            multipart(host.token())
                    .multiPart("avatar", "me.png", content, "image/png")
                    .multiPart("first_name", "Nobody")
                    .put("/api/v1/profile")
                    .then()
                    .statusCode(400)
                    .body("errors.avatar", contains("is not an image"))
                    .body("message", equalTo("Avatar is not an image"));
        }
        host.request()
                .body(Map.of("avatar", "https://pictures.example/me.png", "gender", "robot"))
                .put("/api/v1/profile")
                .then()
                .statusCode(400)
                .body("errors.avatar", contains("is not an image"))
                .body("errors.gender", contains("is invalid"));
        host.request().get("/api/v1/profile").then().body("first_name", equalTo("Harry"));
    }

    @Test
    void aUserUploadsTwentyAnHourWhoeverTheyAreOf() {
        var tenant = velvet.tenant();
        for (int upload = 0; upload < 10; upload++) {
            uploadOwn(tenant, NO_IMAGE).then().statusCode(400);
            uploadOfPromoter(tenant, NO_IMAGE).then().statusCode(400);
        }

        for (var refused : List.of(uploadOwn(tenant, png(10, 10)), uploadOfPromoter(tenant, png(10, 10)))) {
            refused.then().statusCode(429).body("message", equalTo("Too many images were uploaded"));
            var retryAfter = Integer.parseInt(refused.header("Retry-After"));
            assertTrue(retryAfter > 59 * 60 && retryAfter <= 60 * 60, "Retry-After: " + retryAfter);
        }

        for (var change : List.of(Map.of("first_name", "Maria"), Map.of("avatar", ""))) {
            tenant.manager().body(change).put("/api/v1/profile").then().statusCode(200);
        }
        upload(velvet.host(tenant), png(10, 10));
        clock.ahead(
                Duration.ofMinutes(61),
                () -> uploadOwn(tenant, png(10, 10)).then().statusCode(200));
    }

    @Test
    void anUploadThatCannotBeStoredDoesNotCount() throws IOException {
        var tenant = velvet.tenant();
        upload(velvet.host(tenant), png(10, 10));
        var place = directory.resolve("users");
        var aside = Files.move(place, directory.resolve("aside"));
        Files.createFile(place);
        try {
            for (int upload = 0; upload < 20; upload++) {
                uploadOwn(tenant, png(10, 10)).then().statusCode(503);
            }
        } finally {
            Files.delete(place);
            Files.move(aside, place);
        }

        uploadOwn(tenant, png(10, 10)).then().statusCode(200);
    }

    private static Response uploadOwn(Velvet.Tenant tenant, byte[] file) {
        return multipart(tenant.managerToken())
                .multiPart("avatar", "me.png", file, "image/png")
                .put("/api/v1/profile");
    }

    private static Response uploadOfPromoter(Velvet.Tenant tenant, byte[] file) {
        return multipart(tenant.managerToken())
                .multiPart("promoter[first_name]", "Paula")
                .multiPart("promoter[last_name]", "Promoter")
                .multiPart("promoter[email]", anEmail())
                .multiPart("avatar", "her.png", file, "image/png")
                .post("/api/v1/promoters");
    }

    private void removeDue() {
        try {
            VertxContextSupport.subscribeAndAwait(avatars::removeDue);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> upload(Velvet.Colleague host, byte[] file) {
        JsonPath profile = multipart(host.token())
                .multiPart("avatar", "me.png", file, "image/png")
                .put("/api/v1/profile")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return profile.getMap("user_image.photo");
    }

    private static String url(Map<String, Object> photo, String variant) {
        return (String) ((Map<?, ?>) photo.get(variant)).get("url");
    }

    private static void assertSize(int width, int height, String url) {
        var picture = Pictures.at(url);
        assertEquals(List.of(width, height), List.of(picture.getWidth(), picture.getHeight()));
    }
}
