package app.velvet.contacts.derived;

/**
 * Something that others follow.
 *
 * @param className of the contract, e.g. {@code Contact}
 */
public record Origin(long companyId, String className, long id) {

    /** What of it has changed. */
    public enum Aspect {
        /** Who may see it. */
        AUDIENCE,
        /** What it is called. */
        NAME,
        /** It is gone. */
        EXISTENCE
    }
}
