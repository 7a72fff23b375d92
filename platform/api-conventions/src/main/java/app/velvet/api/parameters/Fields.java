package app.velvet.api.parameters;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.time.Timestamps;
import app.velvet.api.value.EmailAddresses;
import app.velvet.api.value.PhoneNumbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the fields of one level of the parameters by their wire names and takes down what is wrong with them, so that
 * one answer names everything. A wrong field reads as null, or as the default; whoever reads need not care, since the
 * request is refused when the reading is over.
 *
 * <p>A field that is absent, null or (except in a list) blank reads as null; {@link #patch} tells absent from cleared.
 */
public sealed class Fields permits FieldSchemas {

    private static final String BLANK = "can't be blank";
    private static final String INVALID = "is invalid";
    private static final int LONGEST_NUMBER = 100;

    private final Parameters parameters;
    private final String path;
    private final Map<String, List<String>> violations;

    Fields(Parameters parameters, String path, Map<String, List<String>> violations) {
        this.parameters = parameters;
        this.path = path;
        this.violations = violations;
    }

    /** @throws InvalidFieldsException if {@code reader} met a wrong field */
    public static <T> T read(Parameters parameters, Function<Fields, T> reader) {
        var fields = new Fields(parameters, null, new LinkedHashMap<>());
        T read = reader.apply(fields);
        if (!fields.violations.isEmpty()) {
            throw new InvalidFieldsException(fields.violations);
        }
        return read;
    }

    /** Whether the request says anything about the field, be it that it is null. */
    public boolean has(String name) {
        return parameters.has(name);
    }

    /** Whether the request gives the field a value, right or wrong: it is neither absent nor cleared. */
    public boolean isFilled(String name) {
        return !isBlank(parameters.get(name));
    }

    /** Takes down what the reader itself found wrong. */
    public void reject(String name, String problem) {
        violations
                .computeIfAbsent(path == null ? name : path + name, field -> new ArrayList<>())
                .add(problem);
    }

    /** @param maxLength in characters as a person counts them (code points) */
    public String text(String name, int maxLength) {
        var text = scalar(name);
        if (text == null) {
            return null;
        }
        return text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength
                ? rejected(name, "is too long (maximum is " + maxLength + " characters)")
                : text;
    }

    public String requiredText(String name, int maxLength) {
        return required(name, text(name, maxLength));
    }

    /** The id of a record: a positive number. */
    public Long id(String name) {
        return converted(name, scalar(name), Fields::toId);
    }

    public Long requiredId(String name) {
        return required(name, id(name));
    }

    public Integer integer(String name, int min, int max) {
        return converted(
                name,
                scalar(name),
                text -> toLong(text)
                        .filter(number -> number >= min && number <= max)
                        .map(Long::intValue));
    }

    /** A number with a fraction: money, a place on a map. Always finite. */
    public Double decimal(String name) {
        return converted(name, scalar(name), Fields::toDouble);
    }

    public Boolean bool(String name) {
        return converted(name, scalar(name), Fields::toBoolean);
    }

    public boolean bool(String name, boolean otherwise) {
        var value = bool(name);
        return value == null ? otherwise : value;
    }

    public LocalDate date(String name) {
        return converted(name, scalar(name), Timestamps::parseDate);
    }

    public Instant timestamp(String name) {
        return converted(name, scalar(name), Timestamps::parse);
    }

    public String email(String name) {
        return converted(name, scalar(name), EmailAddresses::normalise);
    }

    /** In the one spelling that is stored, see {@link PhoneNumbers}. */
    public String phone(String name) {
        return converted(name, scalar(name), PhoneNumbers::normalise);
    }

    public <E extends Enum<E> & WireName> E oneOf(String name, Class<E> values) {
        return converted(name, scalar(name), text -> ofWireName(values, text));
    }

    /** A list of ids, or one id alone. Null if absent, empty if cleared. */
    public List<Long> ids(String name) {
        return elements(name, list(name), Fields::toId);
    }

    /** As {@link #ids}, or one text of ids with commas between them. */
    public List<Long> idsOrCommaSeparated(String name) {
        boolean joined = parameters.get(name) instanceof String text && text.indexOf(',') >= 0;
        return joined ? elements(name, List.of(((String) parameters.get(name)).split(",")), Fields::toId) : ids(name);
    }

    /** A list of texts, or one text alone. Null if absent, empty if cleared; blank elements are left out. */
    public List<String> texts(String name, int maxLength) {
        return elements(
                name,
                list(name),
                text -> text.codePointCount(0, text.length()) <= maxLength ? Optional.of(text) : Optional.empty());
    }

    /** The fields below {@code name}; null if absent or null. */
    public <T> T tree(String name, Function<Fields, T> reader) {
        var value = parameters.get(name);
        if (value == null || isBlank(value)) {
            return null;
        }
        return value instanceof Parameters below
                ? reader.apply(new Fields(below, path == null ? "" : path + name + ".", violations))
                : rejected(name, INVALID);
    }

    public <T> T requiredTree(String name, Function<Fields, T> reader) {
        return required(name, tree(name, reader));
    }

    /** A list of levels, or one level alone. Null if absent, empty if cleared. */
    public <T> List<T> trees(String name, Function<Fields, T> reader) {
        var list = list(name);
        if (list == null) {
            return null;
        }
        var elementPath = (path == null ? "" : path) + name + ".";
        var read = new ArrayList<T>(list.size());
        for (var element : list) {
            if (element instanceof Parameters below) {
                read.add(reader.apply(new Fields(below, elementPath, violations)));
            } else if (!isBlank(element)) {
                return rejected(name, INVALID);
            }
        }
        return read;
    }

    /** A file of a multipart request; null if there is none under this name. */
    public FilePart file(String name) {
        var value = parameters.get(name);
        if (value == null || isBlank(value)) {
            return null;
        }
        return value instanceof FilePart file ? file : rejected(name, INVALID);
    }

    /** What a multipart request sends as a file and others as a text: the one or the other, or whatever else came. */
    public Object fileOrText(String name) {
        return parameters.get(name);
    }

    /** The value as it came, see {@link Parameters}: for what is stored as it is. */
    public Object raw(String name) {
        return parameters.get(name);
    }

    /** What becomes of a field of a record that exists, e.g. {@code patch("email", Fields::email)}. */
    public <T> FieldPatch<T> patch(String name, BiFunction<Fields, String, T> reader) {
        return has(name) ? FieldPatch.given(reader.apply(this, name)) : FieldPatch.absent();
    }

    private String scalar(String name) {
        var value = parameters.get(name);
        if (value == null) {
            return null;
        }
        var text = toText(value);
        if (text == null) {
            return rejected(name, INVALID);
        }
        return text.isBlank() ? null : text;
    }

    private <T> T converted(String name, String text, Function<String, Optional<T>> conversion) {
        return text == null ? null : conversion.apply(text).orElseGet(() -> rejected(name, INVALID));
    }

    private <T> T required(String name, T value) {
        return value == null && !violations.containsKey(path == null ? name : path + name)
                ? rejected(name, BLANK)
                : value;
    }

    private <T> T rejected(String name, String problem) {
        reject(name, problem);
        return null;
    }

    private List<?> list(String name) {
        if (!parameters.has(name)) {
            return null;
        }
        var value = parameters.get(name);
        if (value == null || isBlank(value)) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        return value instanceof Parameters below && ParameterTree.hasIndexesOnly(below.asMap())
                ? ParameterTree.inOrder(below.asMap())
                : List.of(value);
    }

    private <T> List<T> elements(String name, List<?> list, Function<String, Optional<T>> conversion) {
        if (list == null) {
            return null;
        }
        var read = new ArrayList<T>(list.size());
        for (var element : list) {
            if (isBlank(element)) {
                continue;
            }
            var text = toText(element);
            var converted = text == null ? Optional.<T>empty() : conversion.apply(text);
            if (converted.isEmpty()) {
                return rejected(name, INVALID);
            }
            read.add(converted.get());
        }
        return read;
    }

    private static boolean isBlank(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    private static String toText(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }

    private static Optional<Long> toId(String text) {
        return toLong(text).filter(id -> id > 0);
    }

    private static Optional<Long> toLong(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notPlain) {
            return toDecimal(text).flatMap(Fields::exactly);
        }
    }

    private static Optional<Long> exactly(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException fractionOrTooLarge) {
            return Optional.empty();
        }
    }

    private static Optional<Double> toDouble(String text) {
        return toDecimal(text).map(BigDecimal::doubleValue).filter(Double::isFinite);
    }

    private static Optional<BigDecimal> toDecimal(String text) {
        var number = text.strip();
        if (number.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(number));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> toBoolean(String text) {
        return switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static <E extends Enum<E> & WireName> Optional<E> ofWireName(Class<E> values, String wireName) {
        for (E value : values.getEnumConstants()) {
            if (value.wireName().equals(wireName)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
