package app.velvet.auth.phone;

import app.velvet.api.error.Refusal;

/** The ways in which confirming a phone number is refused. */
enum PhoneError implements Refusal {
    /** Look at the message again: this is not the code in it. */
    WRONG_CODE(400, "Verification code is wrong"),
    /** Ask for another code: none was sent, or it has expired, was used, or was guessed at too often. */
    NO_CODE(400, "A new verification code is needed"),
    /** Use another number: no message can be sent to this one, for the reason that is told. */
    NUMBER_REFUSED(400, "No code can be sent to this number: %s"),
    /** Wait for as long as {@code Retry-After} says. */
    TOO_MANY_CODES(429, "Too many verification codes were asked for");

    private final int status;
    private final String message;

    PhoneError(int status, String message) {
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
