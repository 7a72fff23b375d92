package app.velvet.api.http;

/** Which rules a path is under. */
public final class ApiPaths {

    private ApiPaths() {}

    /** Whether the contract's rules on suffixes, formats and slashes apply. */
    static boolean isPublic(String path) {
        return path.startsWith("/api/") || path.startsWith("/last_changes") || path.startsWith("/static_text");
    }

    /** Whether the parameters of a request to this path are collected: those of the public API and between services. */
    public static boolean takesParameters(String path) {
        return isPublic(path) || path.startsWith("/internal/");
    }
}
