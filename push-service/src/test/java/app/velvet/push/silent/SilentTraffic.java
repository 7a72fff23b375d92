package app.velvet.push.silent;

import app.velvet.events.JdbcTransactions;
import app.velvet.push.delivery.DeliverySettings;
import app.velvet.push.delivery.DeliveryWorld;
import app.velvet.push.delivery.PushQueue;
import app.velvet.push.device.Platform;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Silent pushes for tests that are about pushes of any kind. A phone gets no second one within a test. */
public final class SilentTraffic {

    private static final SilentSettings SETTINGS = new SilentSettings(Duration.ofHours(1), Duration.ofMinutes(10));

    private SilentTraffic() {}

    public static PushQueue queue(Platform platform, DeliverySettings delivery) {
        return new SilentQueue(platform, delivery, SETTINGS, DeliveryWorld.LIMITS);
    }

    /** Something becomes visible that this user alone may see. */
    public static void somethingNewFor(DeliveryWorld world, long userId) throws SQLException {
        var key = "Contact/user:" + userId;
        world.execute("insert into silent_reader (company_id, user_id, audience_key) values (" + DeliveryWorld.COMPANY
                + ", " + userId + ", '" + key + "')");
        var pokes = List.of(new Poke(DeliveryWorld.COMPANY, List.of(key), null, Instant.now()));
        JdbcTransactions.inTransaction(world.database(), transaction -> {
            new SilentPushes(SETTINGS).want(transaction, pokes);
            return null;
        });
    }
}
