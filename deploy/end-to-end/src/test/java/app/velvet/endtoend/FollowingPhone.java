package app.velvet.endtoend;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A phone that is open all the time: it waits for changes, and looks who it belongs to and what is unread. */
final class FollowingPhone implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final VelvetClient user;
    private final DeviceCopy copy;
    private final Repetition repetition;

    FollowingPhone(URI server, String email) {
        user = VelvetClient.signedIn(server, email);
        copy = DeviceCopy.loaded(user);
        repetition = new Repetition(PAUSE, List.of(this::look));
    }

    private void look() {
        copy.pullWaiting(LONGEST_WAIT);
        user.call("GET", "/api/v1/profile", Map.of());
        user.call("GET", "/api/v1/notifications/unread_count", Map.of());
    }

    /** What was not answered with success. */
    Collection<String> failures() {
        return user.failures();
    }

    /** What it has when it looks no more. */
    DeviceCopy copy() {
        copy.pull();
        return copy;
    }

    @Override
    public void close() {
        repetition.close();
    }
}
