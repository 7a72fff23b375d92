package app.velvet.auth.passwordreset;

/** What sending a mail has led to. */
sealed interface MailOutcome {

    /** The mail server will see to it. */
    record Accepted() implements MailOutcome {}

    /** It will never take this mail. */
    record Refused(int replyCode) implements MailOutcome {}

    /** It may take it later; perhaps it has taken it and we did not hear so. */
    record Failed(Throwable cause) implements MailOutcome {}
}
