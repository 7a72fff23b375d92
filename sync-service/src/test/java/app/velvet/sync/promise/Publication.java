package app.velvet.sync.promise;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** Where and when a change was published. */
final class Publication {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final TopicPartition partition;
    private final Instant at = Instant.now();
    private volatile long offset = UNKNOWN;

    Publication(TopicPartition partition) {
        this.partition = partition;
    }

    void acknowledged(long offset) {
        this.offset = offset;
    }

    boolean isAcknowledged() {
        return offset != UNKNOWN;
    }

    TopicPartition partition() {
        return partition;
    }

    /** When it was handed over, by the clock that the feed's database has too. */
    Instant at() {
        return at;
    }

    long offset() {
        return offset;
    }
}
