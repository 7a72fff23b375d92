package app.velvet.api.http;

import java.util.List;

/** Which rules a path is under. */
public final class ApiPaths {

    private static final String ROOT = "/api/v1";

    /** What answers at the root too, as the first clients ask for it there. */
    private static final List<String> ALSO_AT_ROOT = List.of("/last_changes", "/static_text");

    private ApiPaths() {}

    /** Whether the contract's rules on suffixes, formats and slashes apply. */
    static boolean isPublic(String path) {
        return path.startsWith("/api/") || isAlsoAtRoot(path);
    }

    /** Whether the parameters of a request to this path are collected: those of the public API and between services. */
    public static boolean takesParameters(String path) {
        return isPublic(path) || path.startsWith("/internal/");
    }

    /** The path under which a resource stands, whichever of its paths is given. */
    static String resource(String path) {
        return isAlsoAtRoot(path) ? ROOT + path : path;
    }

    private static boolean isAlsoAtRoot(String path) {
        return ALSO_AT_ROOT.stream().anyMatch(prefix -> isWithin(path, prefix));
    }

    private static boolean isWithin(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || isEndOfName(path.charAt(prefix.length())));
    }

    private static boolean isEndOfName(char c) {
        return c == '/' || c == '.';
    }
}
