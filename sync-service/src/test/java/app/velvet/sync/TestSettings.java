package app.velvet.sync;

import java.time.Duration;

/** Settings for tests: the defaults, except for sizes that a test wants to reach. */
public record TestSettings(int maxChanges, int chunk, int mostWaiting, Duration scopeChangeMargin, Duration heartbeat)
        implements SyncSettings {

    public static final TestSettings DEFAULTS =
            new TestSettings(10_000, 100, 10_000, Duration.ofSeconds(5), Duration.ofMillis(20));

    public TestSettings withMaxChanges(int maxChanges) {
        return new TestSettings(maxChanges, chunk, mostWaiting, scopeChangeMargin, heartbeat);
    }

    public TestSettings withChunk(int chunk) {
        return new TestSettings(maxChanges, chunk, mostWaiting, scopeChangeMargin, heartbeat);
    }

    public TestSettings withMostWaiting(int mostWaiting) {
        return new TestSettings(maxChanges, chunk, mostWaiting, scopeChangeMargin, heartbeat);
    }

    @Override
    public Duration announce() {
        return Duration.ofMillis(200);
    }

    @Override
    public Duration watch() {
        return Duration.ofMillis(100);
    }

    @Override
    public int mostRemembered() {
        return 10_000;
    }

    @Override
    public Duration stuckAfter() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration rememberDestroys() {
        return Duration.ofDays(30);
    }

    @Override
    public Duration rememberDevices() {
        return Duration.ofDays(90);
    }
}
