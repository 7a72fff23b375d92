package app.velvet.push.device;

import static app.velvet.push.Phones.newToken;
import static app.velvet.push.Phones.registerAndroid;
import static app.velvet.push.Phones.registerIphone;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.Action;
import app.velvet.push.Devices;
import app.velvet.push.Phones;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import app.velvet.push.Upstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class DeviceRegistrationTest {

    @Inject
    Staff staff;

    @Inject
    Devices devices;

    private Member nina;
    private Member otis;

    @BeforeEach
    void hire() {
        long company = Staff.newCompany();
        nina = staff.hire(company, "Nina Host").done();
        otis = staff.hire(company, "Otis Host").done();
    }

    @Test
    void registeredDevicesAreTheCallers() {
        var iphone = Phones.iphoneOf(nina);
        registerAndroid(nina, "fcm:1", "pixel " + nina.userId());

        assertEquals(List.of(iphone, "fcm:1"), devices.tokensOf(nina));
        assertEquals(List.of(), devices.tokensOf(otis));
    }

    @Test
    void deviceBelongsToWhoRegisteredItLast() {
        var iphone = Phones.iphoneOf(nina);

        registerIphone(otis, iphone);

        assertEquals(List.of(), devices.tokensOf(nina));
        assertEquals(List.of(iphone), devices.tokensOf(otis));
    }

    @Test
    void deviceChangesHandsBetweenCompaniesToo() {
        var iphone = Phones.iphoneOf(nina);
        var stranger = staff.managerOfNewCompany();

        registerIphone(stranger, iphone);

        assertEquals(List.of(), devices.tokensOf(nina));
        assertEquals(List.of(iphone), devices.tokensOf(stranger));
    }

    @Test
    void newTokenOfADeviceReplacesItsOldOne() {
        registerAndroid(nina, "old " + nina.userId(), "pixel");
        var id = devices.idsOf(nina);

        registerAndroid(nina, "new " + nina.userId(), "pixel");

        assertEquals(List.of("new " + nina.userId()), devices.tokensOf(nina));
        assertEquals(id, devices.idsOf(nina), "what is on its way reaches it");
    }

    @Test
    void deviceIdOfAColleagueIsTakenOver() {
        registerAndroid(nina, "hers " + nina.userId(), "pixel");

        registerAndroid(otis, "his " + otis.userId(), "pixel");

        assertEquals(List.of(), devices.tokensOf(nina));
        assertEquals(List.of("his " + otis.userId()), devices.tokensOf(otis));
    }

    @Test
    void tokenThatMovesToAnotherDeviceLeavesTheFirst() {
        registerAndroid(nina, "one " + nina.userId(), "pixel");
        registerAndroid(nina, "two " + nina.userId(), "galaxy");

        registerAndroid(nina, "one " + nina.userId(), "galaxy");

        assertEquals(List.of("one " + nina.userId()), devices.tokensOf(nina));
    }

    @Test
    void registeringAgainKeepsTheDeviceAndNotesTheSession() {
        var iphone = Phones.iphoneOf(nina);
        var id = devices.idsOf(nina);

        registerIphone(nina.inSession(77), iphone);

        assertEquals(id, devices.idsOf(nina));
        assertEquals(List.of("77"), devices.sessionsOf(nina));
    }

    @Test
    void ofAnyNumberWhoRegisterAtOnceOneHasTheDevice() throws Exception {
        var token = newToken();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var registrations = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Void>) () -> {
                        registerIphone(i % 2 == 0 ? nina : otis, token);
                        return null;
                    })
                    .toList();
            for (var registration : threads.invokeAll(registrations)) {
                registration.get();
            }
        } finally {
            threads.shutdown();
        }

        var owners = List.of(nina, otis).stream()
                .filter(member -> devices.tokensOf(member).contains(token))
                .collect(toSet());
        assertEquals(1, owners.size());
    }

    @Test
    void missingFieldsAreNamed() {
        nina.asks()
                .when()
                .post("/api/v1/apn_tokens")
                .then()
                .statusCode(400)
                .body("errors.apn_token", contains("can't be blank"));
        nina.asks()
                .formParam("push_token[token]", "fcm")
                .when()
                .post("/api/v1/push_tokens")
                .then()
                .statusCode(400)
                .body("errors.device_id", contains("can't be blank"));
        nina.asks()
                .when()
                .post("/api/v1/push_tokens")
                .then()
                .statusCode(400)
                .body("errors.push_token", contains("can't be blank"));
    }

    @Test
    void tokenIsNeeded() {
        RestAssured.given()
                .formParam("apn_token", newToken())
                .when()
                .post("/api/v1/apn_tokens")
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void endOfASessionRemovesItsDevices() {
        var kept = Phones.iphoneOf(nina);
        Phones.iphoneOf(nina.inSession(901));

        try (var auth = new Upstream(nina.companyId())) {
            end(auth, session(901));
        }

        await().untilAsserted(() -> assertEquals(List.of(kept), devices.tokensOf(nina)));
    }

    @Test
    void signOutRemovesTheIphoneItNamesInWhicheverSessionItWasRegistered() {
        var named = Phones.iphoneOf(nina.inSession(903));
        var kept = Phones.iphoneOf(nina.inSession(903));
        registerAndroid(nina, "fcm:" + named, "pixel");

        try (var auth = new Upstream(nina.companyId())) {
            end(auth, session(904).put("apn_token_hash", hash(named)));
        }

        await().untilAsserted(() -> assertEquals(List.of(kept, "fcm:" + named), devices.tokensOf(nina)));
    }

    @Test
    void whoeverRegisteredTheNamedIphoneSinceKeepsIt() {
        var handedOn = Phones.iphoneOf(nina);
        registerIphone(otis, handedOn);
        var signedInAgain = Phones.iphoneOf(nina);
        var signedOutAt = Instant.now().minusSeconds(2);

        try (var auth = new Upstream(nina.companyId())) {
            end(auth, session(905).put("apn_token_hash", hash(handedOn)));
            end(
                    auth,
                    session(906)
                            .put("apn_token_hash", hash(signedInAgain))
                            .put("ended_at", signedOutAt.truncatedTo(SECONDS).toString()));
            awaitApplied(auth);
        }

        assertEquals(List.of(handedOn), devices.tokensOf(otis));
        assertEquals(List.of(signedInAgain), devices.tokensOf(nina));
    }

    @Test
    void endThatNamesNoDeviceRemovesThoseOfItsSessionAlone() {
        var kept = Phones.iphoneOf(nina);

        try (var auth = new Upstream(nina.companyId())) {
            end(auth, session(907).putNull("apn_token_hash"));
            end(auth, session(908));
            end(auth, session(909).put("apn_token_hash", 7));
            awaitApplied(auth);
        }

        assertEquals(List.of(kept), devices.tokensOf(nina));
    }

    @Test
    void registrationThatCameAfterTheEndOfItsSessionGoesWithTheSession() {
        Phones.iphoneOf(nina.inSession(902));

        try (var auth = new Upstream(nina.companyId())) {
            auth.publish("auth.changes", Action.DESTROY, "Session", 902, null, "user:" + nina.userId(), null);
        }

        await().untilAsserted(() -> assertEquals(Set.of(), Set.copyOf(devices.tokensOf(nina))));
    }

    private void end(Upstream auth, JsonObject session) {
        auth.publish(
                "auth.changes",
                Action.CREATE,
                "Session",
                session.getLong("id"),
                session,
                "user:" + nina.userId(),
                nina.userId());
    }

    /** What has been published up to now has had its effect, as what comes after it has. */
    private void awaitApplied(Upstream auth) {
        Phones.iphoneOf(nina.inSession(999));
        int before = devices.tokensOf(nina).size();
        end(auth, session(999));
        await().until(() -> devices.tokensOf(nina).size() < before);
    }

    private JsonObject session(long id) {
        return new JsonObject()
                .put("id", id)
                .put("user_id", nina.userId())
                .put("ended_at", Instant.now().truncatedTo(SECONDS).toString())
                .put("expires_at", Instant.now().plusSeconds(3600).toString());
    }

    private static String hash(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
