package app.velvet.events.consumer;

/** A change in a batch will never be applied; {@code offset} is null if which one is not known. */
final class ChangeRefusedException extends RuntimeException {

    private final transient Long offset;

    ChangeRefusedException(Long offset, String reason) {
        super(reason, null, false, false);
        this.offset = offset;
    }

    Long offset() {
        return offset;
    }
}
