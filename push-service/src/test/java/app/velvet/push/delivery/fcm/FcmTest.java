package app.velvet.push.delivery.fcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.ApnsSecrets;
import app.velvet.push.Google;
import app.velvet.push.Phones;
import app.velvet.push.delivery.Alert;
import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliveryOutcome.Accepted;
import app.velvet.push.delivery.DeliveryOutcome.DeviceDead;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.DeliveryOutcome.Refused;
import app.velvet.push.delivery.Push;
import app.velvet.testing.fcm.FcmFault;
import app.velvet.testing.fcm.ServiceAccount;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client against what validates as Google does. */
class FcmTest {

    private Vertx vertx;
    private Google google;
    private Fcm fcm;
    private String android;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        google = Google.start();
        fcm = client(Google.account().credentials(), null, Duration.ofSeconds(5));
        android = Phones.newFcmToken();
    }

    @AfterEach
    void stop() {
        fcm.close();
        google.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Fcm client(Path credentials, String projectId, Duration answerTimeout) {
        return new Fcm(
                new FcmSettings(
                        google.url(),
                        ApnsSecrets.shared().certificate(),
                        credentials,
                        google.tokenUrl(),
                        projectId,
                        1,
                        answerTimeout),
                vertx,
                Clock.systemUTC());
    }

    private static Push push(String token) {
        return new Push(
                UUID.randomUUID(),
                token,
                new Alert("Tonight", "Doors at ten", 3, 5L),
                Instant.now().plus(Duration.ofHours(24)));
    }

    private DeliveryOutcome sent(String token) {
        return sent(fcm, token);
    }

    private static DeliveryOutcome sent(Fcm client, String token) {
        return client.send(push(token)).toCompletableFuture().join();
    }

    @Test
    void messageIsAccepted() {
        assertEquals(new Accepted(), sent(android));

        assertEquals("Doors at ten", message().getJsonObject("notification").getString("body"));
    }

    @Test
    void silentPushIsAccepted() {
        var silent = new Push(UUID.randomUUID(), android, null, Instant.now().plus(Duration.ofMinutes(10)));

        assertEquals(new Accepted(), fcm.send(silent).toCompletableFuture().join());
    }

    private JsonObject message() {
        return google.received(android).get(0);
    }

    @Test
    void manyAtATimeShareConnectionsAndOneAccessToken() {
        var answers = IntStream.range(0, 300)
                .mapToObj(i -> fcm.send(push(android)).toCompletableFuture())
                .toList();

        answers.forEach(answer -> assertEquals(new Accepted(), answer.join()));
        assertEquals(1, google.standIn().tokenRequests());
    }

    @Test
    void tokenOfAnotherFormIsRefusedAndMakesNoDeviceDead() {
        assertEquals(new Refused("INVALID_ARGUMENT"), sent("made-up"));
    }

    @Test
    void deviceThatIsUnregisteredIsDead() {
        google.misbehave(android, FcmFault.unregistered());

        assertEquals(new DeviceDead("UNREGISTERED", null), sent(android));
    }

    @Test
    void quotaThatIsExceededIsLeftAloneAsLongAsGoogleAsks() {
        google.misbehave(android, FcmFault.asksToWait(Duration.ofSeconds(7)), FcmFault.quotaExceeded());

        assertEquals(new Failed("QUOTA_EXCEEDED", Duration.ofSeconds(7)), sent(android));
        assertEquals(new Failed("QUOTA_EXCEEDED", Duration.ofMinutes(1)), sent(android));
    }

    @Test
    void accessTokenThatIsRevokedIsReplaced() {
        sent(android);
        google.standIn().revokeTokens();

        assertEquals(new Failed("UNAUTHENTICATED"), sent(android));
        assertEquals(new Accepted(), sent(android));
        assertEquals(2, google.standIn().tokenRequests());
    }

    @Test
    void noAccessTokenIsAFailureForNow() {
        google.standIn().misbehaveAtTokens(FcmFault.fails(503, "UNAVAILABLE"), FcmFault.closesConnection());

        assertEquals(new Failed("NoAccessToken"), sent(android));
        assertEquals(new Failed("NoAccessToken"), sent(android));
        assertEquals(new Accepted(), sent(android));
    }

    @Test
    void foreignKeyGetsNoAccessToken(@TempDir Path folder) throws IOException {
        var foreign = new ServiceAccount(folder);
        foreign.make();
        try (var stranger = client(foreign.credentials(), null, Duration.ofSeconds(5))) {
            assertEquals(new Failed("NoAccessToken"), sent(stranger, android));
        }
        assertTrue(google.received(android).isEmpty());
    }

    @Test
    void projectOfOthersIsAFailureForNowAsAnOperatorCanMendIt() {
        try (var astray = client(Google.account().credentials(), "not-ours", Duration.ofSeconds(5))) {
            assertEquals(new Failed("PERMISSION_DENIED"), sent(astray, android));
        }
    }

    @Test
    void answerThatDoesNotComeIsATimeoutAndTheConnectionGoesOn() {
        try (var impatient = client(Google.account().credentials(), null, Duration.ofSeconds(1))) {
            sent(impatient, Phones.newFcmToken());
            google.misbehave(android, FcmFault.saysNothing());

            assertEquals(new Failed("Timeout"), sent(impatient, android));
            assertEquals(new Accepted(), sent(impatient, android));
        }
    }

    @Test
    void connectionThatGoesAwayIsReplaced() {
        google.misbehave(android, FcmFault.goesAway(), FcmFault.closesConnection());

        assertEquals(new Failed("ConnectionLost"), sent(android));
        assertEquals(new Failed("ConnectionLost"), sent(android));
        assertEquals(new Accepted(), sent(android));
    }

    @Test
    void providerThatIsDownIsAFailureForNow() {
        google.close();

        assertEquals(new Failed("NoAccessToken"), sent(android));
        google = Google.start();
    }

    @Test
    void keyThatIsNoneStopsTheStart(@TempDir Path folder) throws IOException {
        var nonsense = Files.writeString(folder.resolve("key.json"), "{}");

        var stopped = assertThrows(IllegalArgumentException.class, () -> client(nonsense, null, Duration.ofSeconds(5)));

        assertTrue(stopped.getMessage().contains("velvet.fcm.credentials-file"), stopped.getMessage());
    }

    @Test
    void plainHttpStopsTheStart() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new FcmSettings(
                        URI.create("http://localhost"), null, Path.of("key"), null, null, 1, Duration.ofSeconds(1)));
    }
}
