package app.velvet.push.silent;

import static app.velvet.push.delivery.DeliveryWorld.COMPANY;
import static app.velvet.push.delivery.DeliveryWorld.LIMITS;
import static app.velvet.push.delivery.DeliveryWorld.SETTINGS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.JdbcTransactions;
import app.velvet.push.Google;
import app.velvet.push.delivery.DeliveryWorld;
import app.velvet.push.delivery.Provider;
import app.velvet.push.delivery.Rate;
import app.velvet.push.delivery.SendLimits;
import app.velvet.push.device.Platform;
import app.velvet.testing.fcm.FcmFault;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silent pushes by FCM are data messages. */
class AndroidSilentPushTest {

    private static final SilentSettings SETTING = new SilentSettings(Duration.ofHours(1), Duration.ofMinutes(10));

    private DeliveryWorld world;
    private Google google;
    private long nina;
    private String android;

    @BeforeEach
    void start() {
        world = DeliveryWorld.create("silent_android");
        world.execute("truncate device cascade");
        google = Google.start();
        nina = world.user();
        android = world.phoneOf(nina, Provider.FCM);
        world.execute("insert into silent_reader (company_id, user_id, audience_key) values (" + COMPANY + ", " + nina
                + ", 'Contact/user:" + nina + "')");
    }

    @AfterEach
    void stop() {
        world.close();
        google.close();
    }

    private void send(SendLimits limits) {
        world.start(
                Provider.FCM,
                google.url().getPort(),
                new SilentQueue(Platform.ANDROID, SETTINGS, SETTING, limits),
                SETTINGS);
    }

    private void poke() throws SQLException {
        var pokes = List.of(new Poke(COMPANY, List.of("Contact/user:" + nina), null, Instant.now()));
        JdbcTransactions.inTransaction(world.database(), transaction -> {
            new SilentPushes(SETTING).want(transaction, pokes);
            return null;
        });
    }

    private List<String> states() {
        return world.query(
                "select concat_ws(' ', left(wanted::text, 1), left(leased::text, 1), tries, reason) from silent_push");
    }

    @Test
    void readerIsToldToPullAndSeesNothing() throws SQLException {
        send(LIMITS);

        poke();

        await().until(() -> states().equals(List.of("f f 0")));
        var message = google.received(android).get(0);
        assertEquals(new JsonObject().put("content_available", "1"), message.getJsonObject("data"));
        assertEquals(false, message.containsKey("notification"));
        assertEquals("NORMAL", message.getJsonObject("android").getString("priority"));
    }

    @Test
    void whatFailedForNowIsTriedAgain() throws SQLException {
        google.misbehave(android, FcmFault.refuses(503, "UNAVAILABLE"), FcmFault.goesAway());
        send(LIMITS);

        poke();

        await().until(() -> google.received(android).size() == 3);
        await().until(() -> states().equals(List.of("f f 0")));
    }

    @Test
    void deviceThatIsUnregisteredIsForgotten() throws SQLException {
        google.misbehave(android, FcmFault.unregistered());
        send(LIMITS);

        poke();

        await().until(() -> world.tokensOf(nina).isEmpty());
        assertEquals(List.of(), states());
    }

    @Test
    void deviceThatHasHadEnoughWaitsForItsTurn() throws SQLException {
        var few = new Rate(20, Duration.ofHours(1));
        world.execute("update device set minute_spent_until = now() + interval '1 hour'");
        send(new SendLimits(Optional.empty(), few, few));

        poke();

        await().until(() -> states().equals(List.of("t f 0 DeviceLimit")));
        assertEquals(List.of(), google.received(android));
    }
}
