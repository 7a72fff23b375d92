package app.velvet.sync.promise;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** Where and when a change was published, of one company. */
final class Publication {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final long companyId;
    private final TopicPartition partition;
    private final boolean isSweep;
    private final Instant at = Instant.now();
    private volatile long offset = UNKNOWN;

    private Publication(long companyId, TopicPartition partition, boolean isSweep) {
        this.companyId = companyId;
        this.partition = partition;
        this.isSweep = isSweep;
    }

    static Publication ofChange(long companyId, TopicPartition partition) {
        return new Publication(companyId, partition, false);
    }

    /** Of what an epoch does not name: known by its end, but not seen before the company has been swept. */
    static Publication ofEndOfEpoch(long companyId, TopicPartition partition) {
        return new Publication(companyId, partition, true);
    }

    void acknowledged(long offset) {
        this.offset = offset;
    }

    boolean isAcknowledged() {
        return offset != UNKNOWN;
    }

    long companyId() {
        return companyId;
    }

    boolean isSweep() {
        return isSweep;
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
