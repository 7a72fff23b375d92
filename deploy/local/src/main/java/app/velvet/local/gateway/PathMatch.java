package app.velvet.local.gateway;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One path rule of the Gateway API. The natural order is precedence: exact, regular expression, longest prefix. */
record PathMatch(Type type, String value, Predicate<String> matches) implements Comparable<PathMatch> {

    enum Type {
        EXACT,
        REGULAR_EXPRESSION,
        PREFIX
    }

    private static final Comparator<PathMatch> PRECEDENCE = Comparator.comparing(PathMatch::type)
            .thenComparing(
                    Comparator.comparingInt((PathMatch match) -> match.value().length())
                            .reversed());

    /** Reads a match of a manifest; returns null for a type that the Gateway API does not have. */
    static PathMatch of(HTTPPathMatch path) {
        String value = path.getValue();
        return switch (path.getType()) {
            case "Exact" -> new PathMatch(Type.EXACT, value, value::equals);
            case "RegularExpression" ->
                new PathMatch(
                        Type.REGULAR_EXPRESSION, value, Pattern.compile(value).asMatchPredicate());
            case "PathPrefix" -> prefix(value);
            default -> null;
        };
    }

    /** {@code /a/b} is a prefix of itself and of {@code /a/b/c}, not of {@code /a/bc}. */
    private static PathMatch prefix(String value) {
        String prefix = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
        return new PathMatch(Type.PREFIX, value, path -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    @Override
    public int compareTo(PathMatch other) {
        return PRECEDENCE.compare(this, other);
    }
}
