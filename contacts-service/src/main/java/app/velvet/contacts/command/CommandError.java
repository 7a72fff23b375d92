package app.velvet.contacts.command;

import app.velvet.api.error.Refusal;

/** The ways in which a command of another service can be refused, whatever it is about. */
public enum CommandError implements Refusal {
    /** Send the key by which the command is known, of 1 to 255 characters. */
    KEY_REQUIRED(400, "Idempotency-Key is required");

    private final int status;
    private final String message;

    CommandError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
