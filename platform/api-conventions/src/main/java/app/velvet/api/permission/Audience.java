package app.velvet.api.permission;

/**
 * One entry of who may see an entity: the whole company, the staff of a venue, or one user. An entity has a set of them;
 * a reader sees it if his {@link Scopes} cover at least one.
 */
public record Audience(Kind kind, long id) {

    public enum Kind {
        COMPANY,
        VENUE,
        USER
    }

    private static final Audience WHOLE_COMPANY = new Audience(Kind.COMPANY, 0);

    public static Audience company() {
        return WHOLE_COMPANY;
    }

    public static Audience venue(long venueId) {
        return new Audience(Kind.VENUE, venueId);
    }

    public static Audience user(long userId) {
        return new Audience(Kind.USER, userId);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is none of {@code company}, {@code venue:<id>}, {@code user:<id>}
     */
    public static Audience parse(String text) {
        if (text.equals("company")) {
            return WHOLE_COMPANY;
        }
        if (text.startsWith("venue:")) {
            return venue(Long.parseLong(text, 6, text.length(), 10));
        }
        if (text.startsWith("user:")) {
            return user(Long.parseLong(text, 5, text.length(), 10));
        }
        throw new IllegalArgumentException("Not an audience: " + text);
    }

    /** The form in {@code ce_audience} and in the feed: {@code company}, {@code venue:<id>}, {@code user:<id>}. */
    @Override
    public String toString() {
        return switch (kind) {
            case COMPANY -> "company";
            case VENUE -> "venue:" + id;
            case USER -> "user:" + id;
        };
    }
}
