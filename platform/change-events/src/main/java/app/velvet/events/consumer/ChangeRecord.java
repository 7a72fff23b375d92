package app.velvet.events.consumer;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import java.time.Instant;
import java.util.Set;

/**
 * A change as a consumer receives it.
 *
 * @param topic e.g. {@code contacts.changes}
 * @param data the entity as the JSON text that was published, or null for a destroy
 * @param epoch the publishing database's epoch; another one than before means that it was restored from a backup
 * @param sequence grows by commit order within one company and topic, without gaps
 * @param actorId the user who made the change, or null
 * @param sessionId the session in which he made it, or null
 * @param time when it was committed, by the publishing service's clock: for display only, never for order
 * @param traceparent the parent of what this change causes, in the trace in which it is applied; or null
 */
public record ChangeRecord(
        String topic,
        int partition,
        long offset,
        long companyId,
        String className,
        long id,
        Action action,
        String data,
        Set<Audience> audience,
        String epoch,
        long sequence,
        Long actorId,
        Long sessionId,
        Instant time,
        String traceparent) {

    ChangeRecord withTraceparent(String parent) {
        return new ChangeRecord(
                topic, partition, offset, companyId, className, id, action, data, audience, epoch, sequence, actorId,
                sessionId, time, parent);
    }
}
