package app.velvet.venues.derived;

/**
 * Something that others tell of.
 *
 * @param className of the contract, e.g. {@code Contact}
 */
public record Origin(long companyId, String className, long id) {}
