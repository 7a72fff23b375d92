package app.velvet.push.delivery;

import java.time.Instant;

/**
 * A push that a worker has leased.
 *
 * @param id unique within its queue and company
 * @param tries how many there are with this one; tells this lease from a later one
 * @param deviceId which device, also if that is not registered any more
 * @param registeredAt when the device was registered, or null if it is not any more, or its user is not to be reached
 * @param push what is to be sent; its token is null exactly if {@code registeredAt} is
 * @param lastReason why the last try failed, or null
 * @param traceparent of what it tells of; null unless its trace is recorded
 * @param expired whether it is too late
 */
public record DueDelivery(
        long companyId,
        long id,
        int tries,
        long deviceId,
        Instant registeredAt,
        Push push,
        Instant causedAt,
        String lastReason,
        String traceparent,
        boolean expired) {

    boolean hasDevice() {
        return registeredAt != null;
    }
}
