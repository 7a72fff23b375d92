package app.velvet.api.parameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One level of a request's parameters, merged from query and body. A value is one of: {@link String}, {@link Boolean},
 * {@link Number}, {@link FilePart}, null, a {@link java.util.List} of values, {@code Parameters}. Immutable.
 */
public final class Parameters {

    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, Object> values;

    /** @param values in order; the map must not be changed any more */
    Parameters(Map<String, Object> values) {
        this.values = values;
    }

    /** A level with these values, for tests and for services that read stored parameters. */
    public static Parameters of(Map<String, ?> values) {
        return values.isEmpty() ? NONE : new Parameters(new LinkedHashMap<>(values));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value, or null where there is none or where it is null itself. */
    public Object get(String name) {
        return values.get(name);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The level as a map, as Jackson writes it. */
    public Map<String, Object> asMap() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The names only: values are other people's data, and one of them is a token. */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
