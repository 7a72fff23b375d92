package app.velvet.events.consumer;

/** What a {@link ChangeConsumer} has just done: where a test makes it die, freeze or fail. */
public enum ConsumerStep {
    POLLED,
    DEAD_LETTERS_SENT,
    TRANSACTION_BEGUN,
    POSITION_ADVANCED,
    SEQUENCES_READ,
    APPLIED,
    SEQUENCES_STORED,
    COMPANIES_STOPPED,
    COMMITTED,
    CATCH_UP_CHECKED,
    REBUILD_BEGUN,
    SWEPT
}
