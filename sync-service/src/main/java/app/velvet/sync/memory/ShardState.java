package app.velvet.sync.memory;

import java.time.Instant;
import java.util.UUID;

/**
 * A shard of the feed at one moment.
 *
 * @param epoch the life of the feed that its cursors belong to
 * @param watermark its time
 * @param forgottenUntil the time up to which it may have forgotten destroys; null if it has forgotten none
 * @param rebuilding whether it is only half there
 */
public record ShardState(UUID epoch, Instant watermark, Instant forgottenUntil, boolean rebuilding) {

    /** Whether it is not what {@code earlier} has become, but restored from a backup. */
    boolean isNoSuccessorOf(ShardState earlier) {
        return watermark.isBefore(earlier.watermark);
    }
}
