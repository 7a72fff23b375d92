package app.velvet.push.delivery.fcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.push.delivery.Alert;
import app.velvet.push.delivery.Push;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FcmMessageTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-000000000005");
    private static final String TOKEN = "device:token";

    @Test
    void tellsAllThatThePushSays() {
        assertEquals(new JsonObject("""
                        {"token": "device:token",
                         "notification": {"title": "Tonight", "body": "Doors at ten"},
                         "data": {"notification_id": "5"},
                         "android": {"priority": "HIGH", "ttl": "3600s",
                                     "notification": {"tag": "00000000-0000-0000-0000-000000000005",
                                                      "sound": "default", "notification_count": 3}}}"""), message(push("Tonight", "Doors at ten", 5L)));
    }

    @Test
    void pushThatTellsOfNothingHasNoNotification() {
        var message = message(push(null, "Hello", null));

        assertEquals(new JsonObject().put("body", "Hello"), message.getJsonObject("notification"));
        assertTrue(!message.containsKey("data"));
    }

    @Test
    void silentPushHasNothingToSeeAndDoesNotWakeThePhone() {
        assertEquals(new JsonObject("""
                        {"token": "device:token",
                         "data": {"content_available": "1"},
                         "android": {"priority": "NORMAL", "ttl": "3600s"}}"""), message(push(null)));
    }

    @Test
    void expiredPushIsNotKeptAtAll() {
        var late = new Push(ID, TOKEN, null, NOW.minusSeconds(5));

        assertEquals("0s", message(late).getJsonObject("android").getString("ttl"));
    }

    @Test
    void pushIsKeptNoLongerThanFcmKeepsAny() {
        var patient = new Push(ID, TOKEN, null, NOW.plus(Duration.ofDays(60)));

        assertEquals("2419200s", message(patient).getJsonObject("android").getString("ttl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "😀", "\"", "\u0001", "e\u0301"})
    void longMessageIsShortenedToWhatHasRoom(String piece) {
        var text = piece.repeat(10_000);

        var message = message(push("Title", text, 5L));

        var body = message.getJsonObject("notification").getString("body");
        message.remove("token");
        int bytes = message.encode().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 4096 && bytes > 4096 - 13, bytes + " bytes");
        assertTrue(body.endsWith("…"));
        var beginning = body.substring(0, body.length() - 1);
        assertTrue(text.startsWith(beginning));
        assertEquals(beginning, new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private static JsonObject message(Push push) {
        return new JsonObject(FcmMessage.of(push, NOW)).getJsonObject("message");
    }

    private static Push push(String title, String message, Long notificationId) {
        return push(new Alert(title, message, 3, notificationId));
    }

    private static Push push(Alert alert) {
        return new Push(ID, TOKEN, alert, NOW.plus(Duration.ofHours(1)));
    }
}
