package app.velvet.endtoend;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A phone that is open all the time: it waits for changes, and looks who it belongs to and what is unread. */
final class FollowingPhone implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 200;

    private final VelvetClient user;
    private final DeviceCopy copy;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile Throwable trouble;

    FollowingPhone(URI server, String email) {
        user = VelvetClient.signedIn(server, email);
        copy = new DeviceCopy(user, user.feedTime());
        copy.pullSince("2014-03-03 05:29:17 +0000");
        thread.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            copy.pullWaiting(LONGEST_WAIT);
            user.call("GET", "/api/v1/profile", Map.of());
            user.call("GET", "/api/v1/notifications/unread_count", Map.of());
        } catch (RuntimeException | AssertionError e) {
            trouble = e;
            throw e;
        }
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
        thread.shutdown();
        try {
            if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new AssertionError("A look hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (trouble != null) {
            throw new AssertionError("A phone cannot follow any more", trouble);
        }
    }
}
