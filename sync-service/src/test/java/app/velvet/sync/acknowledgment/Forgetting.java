package app.velvet.sync.acknowledgment;

import app.velvet.sync.feed.TestFeed;
import java.time.Duration;

/** Does what the hourly job does. */
public final class Forgetting {

    private Forgetting() {}

    public static void devices(TestFeed feed) {
        new ForgettingDevices(feed.pool(), feed.settings()).forget().await().atMost(Duration.ofSeconds(20));
    }
}
