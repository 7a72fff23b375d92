package app.velvet.sync.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProjectorProgressTest {

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong seconds = new AtomicLong();
    private final ProjectorProgress progress = new ProjectorProgress(
            metrics, () -> Duration.ofSeconds(seconds.get()).toNanos());

    private void consumerTells() {
        Gauge.builder("velvet.consumer.partitions.pending", waiting, AtomicLong::get)
                .tag("consumer", FeedProjector.CONSUMER)
                .register(metrics);
    }

    private void applied() {
        dealtWith("velvet.consumer.applied");
    }

    private void dealtWith(String name) {
        metrics.counter(name, "consumer", FeedProjector.CONSUMER).increment();
    }

    private void assertWithoutProgress(long expected) {
        assertEquals(Duration.ofSeconds(expected), progress.timeWithoutProgress());
    }

    @Test
    void anIdleProjectorIsNotStuck() {
        consumerTells();
        seconds.set(100);

        assertWithoutProgress(0);
    }

    @Test
    void aProjectorIsStuckForAsLongAsChangesWaitAndNoneIsApplied() {
        consumerTells();
        waiting.set(3);
        seconds.set(10);
        assertWithoutProgress(10);

        applied();
        assertWithoutProgress(0);

        seconds.set(14);
        assertWithoutProgress(4);
    }

    /** As long as it reads a topic anew, that is. */
    @Test
    void aProjectorThatRecognisesWhatItHadGetsOn() {
        consumerTells();
        waiting.set(3);
        seconds.set(10);
        dealtWith("velvet.consumer.repeated");

        assertWithoutProgress(0);
    }

    @Test
    void aProjectorOfWhichNothingIsKnownIsStuck() {
        seconds.set(10);
        assertWithoutProgress(10);

        consumerTells();
        assertWithoutProgress(0);
    }
}
