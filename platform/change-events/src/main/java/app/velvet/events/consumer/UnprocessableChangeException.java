package app.velvet.events.consumer;

/** A record that can never be applied, however often it is tried: unreadable, or of an unknown shape. */
public class UnprocessableChangeException extends RuntimeException {

    private final transient ChangeRecord change;

    /** @param reason what is wrong, without the data of the entity */
    public UnprocessableChangeException(ChangeRecord change, String reason) {
        super(reason);
        this.change = change;
    }

    public ChangeRecord change() {
        return change;
    }
}
