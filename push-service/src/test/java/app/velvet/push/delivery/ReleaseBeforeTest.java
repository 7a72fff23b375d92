package app.velvet.push.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What replicas of the release before ask of the database until the last of them has been replaced. */
class ReleaseBeforeTest {

    private static void announce(DeliveryWorld world, long userId, String message, String lane) {
        var told = world.query("select id from announce(" + DeliveryWorld.COMPANY + ", array[" + userId
                + "]::bigint[], null, null, null, '" + message + "', now(), now(), interval '1 day'" + lane + ")");
        assertEquals(1, told.size());
    }

    @Test
    void announcementsWithoutATraceAreDelivered() {
        try (var world = DeliveryWorld.create("release_before")) {
            long user = world.user();
            world.iphoneOf(user);

            announce(world, user, "A table is free", "");
            announce(world, user, "The doors are open", ", true");

            assertEquals(List.of("A table is free bulk=f", "The doors are open bulk=t"), world.query("""
                            select notification.message || ' bulk=' || left(delivery.bulk::text, 1)
                              from delivery
                              join notification on notification.company_id = delivery.company_id
                                               and notification.id = delivery.notification_id
                             where delivery.state = 'waiting' and delivery.traceparent is null
                             order by delivery.id
                            """));
        }
    }
}
