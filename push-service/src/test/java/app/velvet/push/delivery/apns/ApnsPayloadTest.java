package app.velvet.push.delivery.apns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.Alert;
import app.velvet.push.delivery.Push;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApnsPayloadTest {

    @Test
    void tellsAllThatThePushSays() {
        assertEquals(new JsonObject("""
                        {"aps": {"alert": {"title": "Tonight", "body": "Doors at ten"}, "badge": 3, "sound": "default"},
                         "notification_id": 5}"""), new JsonObject(ApnsPayload.of(push("Tonight", "Doors at ten", 5L))));
    }

    @Test
    void pushThatTellsOfNothingHasNoNotification() {
        assertEquals(new JsonObject("""
                        {"aps": {"alert": {"body": "Hello"}, "badge": 3, "sound": "default"}}"""), new JsonObject(ApnsPayload.of(push(null, "Hello", null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀", "\"", "\u0001", "e\u0301"})
    void longMessageIsShortenedToWhatHasRoom(String piece) {
        var message = piece.repeat(10_000);

        var payload = ApnsPayload.of(push("Title", message, 5L));

        int bytes = payload.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 4096 && bytes > 4096 - 13, bytes + " bytes");
        var body = new JsonObject(payload)
                .getJsonObject("aps")
                .getJsonObject("alert")
                .getString("body");
        assertTrue(body.endsWith("…"));
        var beginning = body.substring(0, body.length() - 1);
        assertTrue(message.startsWith(beginning));
        assertEquals(beginning, new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Test
    void longestMessageThatFitsIsWhole() {
        var overhead = ApnsPayload.of(push("Title", "", 5L)).length();
        var message = "a".repeat(4096 - overhead);

        assertEquals(
                message,
                new JsonObject(ApnsPayload.of(push("Title", message, 5L)))
                        .getJsonObject("aps")
                        .getJsonObject("alert")
                        .getString("body"));
    }

    @Test
    void silentPushHasNothingToSee() {
        assertEquals(
                new JsonObject().put("aps", new JsonObject().put("content-available", 1)),
                new JsonObject(ApnsPayload.of(push(null))));
    }

    private static Push push(String title, String message, Long notificationId) {
        return push(new Alert(title, message, 3, notificationId));
    }

    private static Push push(Alert alert) {
        return new Push(UUID.randomUUID(), "token", alert, Instant.parse("2026-01-01T10:00:00Z"));
    }
}
