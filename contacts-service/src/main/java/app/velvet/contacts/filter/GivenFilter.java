package app.velvet.contacts.filter;

import app.velvet.api.parameters.Fields;
import app.velvet.contacts.filter.Filter.Inclusion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A filter as a client spells it: what it gave of {@code is_included}, {@code key} and {@code value}, each as it came. */
final class GivenFilter {

    static final String IS_INCLUDED = "is_included";
    static final String KEY = "key";
    static final String VALUE = "value";

    private static final String INVALID = "is invalid";
    private static final int LONGEST_TEXT = 255;
    private static final int MOST_VALUES = 200;

    private GivenFilter() {}

    static Map<String, Object> read(Fields fields) {
        var given = new LinkedHashMap<String, Object>();
        var isIncluded = fields.raw(IS_INCLUDED);
        if (fields.isFilled(IS_INCLUDED)) {
            if (inclusion(isIncluded).isEmpty()) {
                fields.reject(IS_INCLUDED, INVALID);
            }
            given.put(IS_INCLUDED, isIncluded);
        }
        given.put(KEY, fields.requiredText(KEY, LONGEST_TEXT));
        var values = fields.texts(VALUE, LONGEST_TEXT);
        if (values != null && values.size() > MOST_VALUES) {
            fields.reject(VALUE, "has more than " + MOST_VALUES + " entries");
        }
        given.put(VALUE, values == null ? List.of() : asTheyCame(fields, values));
        return given;
    }

    private static Object asTheyCame(Fields fields, List<String> values) {
        var value = fields.raw(VALUE);
        if (!isPlain(value)) {
            return values;
        }
        if (elements(value).anyMatch(GivenFilter::isBeyondNumbers)) {
            fields.reject(VALUE, INVALID);
        }
        return value;
    }

    /** A list can come as a tree with numbers for names, too. */
    private static boolean isPlain(Object value) {
        return value instanceof List || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** JSON can hold numbers that those who read it cannot. */
    private static boolean isBeyondNumbers(Object value) {
        return value instanceof Number number && !Double.isFinite(number.doubleValue());
    }

    static Filter normalised(Map<String, Object> given) {
        return new Filter(
                inclusion(given.get(IS_INCLUDED)).orElse(Inclusion.IS),
                (String) given.get(KEY),
                values(given.get(VALUE)));
    }

    /** Absent it means {@code is}. */
    private static Optional<Inclusion> inclusion(Object isIncluded) {
        return switch (Objects.toString(isIncluded, "is")) {
            case "true", "1", "is" -> Optional.of(Inclusion.IS);
            case "false", "0", "is_not" -> Optional.of(Inclusion.IS_NOT);
            default -> Optional.empty();
        };
    }

    private static List<String> values(Object value) {
        return elements(value)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .distinct()
                .toList();
    }

    private static Stream<?> elements(Object value) {
        return value instanceof List<?> list ? list.stream() : Stream.of(value);
    }
}
