package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import com.fasterxml.jackson.annotation.JsonValue;
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

    /**
     * These parameters with others laid over them: the others win on the same leaf and replace a list.
     *
     * @throws RefusedException if one has a value where the other has a tree
     */
    Parameters under(Parameters others) {
        if (others.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return others;
        }
        var merged = new LinkedHashMap<>(values);
        others.values.forEach((name, other) -> merged.put(name, has(name) ? under(values.get(name), other) : other));
        return new Parameters(merged);
    }

    private static Object under(Object value, Object other) {
        if (value == null || other == null) {
            return other;
        }
        boolean level = value instanceof Parameters;
        boolean otherLevel = other instanceof Parameters;
        if (level != otherLevel) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
        return level ? ((Parameters) value).under((Parameters) other) : other;
    }

    /** The level as a map, as Jackson writes it. */
    @JsonValue
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
