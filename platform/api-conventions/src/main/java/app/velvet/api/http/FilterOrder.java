package app.velvet.api.http;

/**
 * The order of the filters that every request passes, the highest first; the first of them come before those of Quarkus,
 * whose authentication has 200 and authorization 100.
 */
public final class FilterOrder {

    public static final int REQUEST_ID = 10_000;
    public static final int PATH = 9_000;
    public static final int PARAMETERS = 8_000;

    /** The caller is known, the endpoint not chosen. */
    public static final int AUTHORIZED = 50;

    private FilterOrder() {}
}
