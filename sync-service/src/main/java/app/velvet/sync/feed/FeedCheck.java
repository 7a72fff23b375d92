package app.velvet.sync.feed;

import app.velvet.sync.SyncSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the feed moves. An idle projector has applied everything, so nothing is behind; a stuck one has changes before it
 * and applies none of them. The clocks move in both cases, unless the database is not to be had.
 */
@Readiness
@ApplicationScoped
class FeedCheck implements HealthCheck {

    private final WatermarkAge watermarkAge;
    private final ProjectorProgress progress;
    private final Duration stuckAfter;

    FeedCheck(WatermarkAge watermarkAge, ProjectorProgress progress, SyncSettings settings) {
        this.watermarkAge = watermarkAge;
        this.progress = progress;
        this.stuckAfter = settings.stuckAfter();
    }

    @Override
    public HealthCheckResponse call() {
        var clocksBehind = watermarkAge.leastBehind();
        var withoutProgress = progress.timeWithoutProgress();
        return HealthCheckResponse.named("feed-moves")
                .status(clocksBehind.compareTo(stuckAfter) < 0 && withoutProgress.compareTo(stuckAfter) < 0)
                .withData("clocksBehindMillis", clocksBehind.toMillis())
                .withData("projectorWithoutProgressMillis", withoutProgress.toMillis())
                .build();
    }
}
