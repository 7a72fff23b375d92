package app.velvet.events.relay;

/** Points between which a relay can die or stand still without a change being lost, repeated late or reordered. */
public enum RelayStep {
    SHARDS_CLAIMED,
    PREDECESSOR_FENCED,
    LEASE_CONFIRMED,
    BATCH_READ,
    TRANSACTION_BEGUN,
    BATCH_SENT,
    TRANSACTION_COMMITTED,
    POSITION_RECORDED,
    TOMBSTONES_READ,
    TOMBSTONES_COMMITTED,
    TOMBSTONES_FORGOTTEN
}
