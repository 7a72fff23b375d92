package app.velvet.push.delivery;

/** Points between which a worker can die without a notification being lost. */
public enum DeliveryStep {
    CLAIMED,
    SENT,
    ANSWERED,
    OUTCOMES_WRITTEN,
    OUTCOMES_COMMITTED
}
