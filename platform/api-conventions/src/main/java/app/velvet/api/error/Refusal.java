package app.velvet.api.error;

/**
 * One way a request can be refused. Each feature has an enum of its refusals; the enum is the only place where a status
 * is decided.
 */
public interface Refusal {

    /** The HTTP status of the answer, 400 to 503. */
    int status();

    /**
     * The message of the answer, as the contract words it. May hold {@link String#format} places for the arguments of
     * {@link RefusedException#RefusedException(Refusal, Object...)}.
     */
    String message();
}
