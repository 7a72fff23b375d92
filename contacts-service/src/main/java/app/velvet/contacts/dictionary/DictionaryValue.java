package app.velvet.contacts.dictionary;

import app.velvet.api.parameters.Fields;
import app.velvet.contacts.contact.ContactState;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a dictionary offers, in order: texts, or what {@code locations} and {@code thermal_receipt_fields} consist of, as maps
 * like those that JSON is read as.
 */
@RegisterForReflection
record DictionaryValue(@JsonValue List<Object> entries) {

    private static final String FIELD = "value";
    private static final int MOST_ENTRIES = 500;
    private static final int MOST_CITIES = 500;
    private static final int LONGEST_TEXT = 255;
    private static final int HIGHEST_ORDER = 10_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    DictionaryValue {}

    /** Whatever shape it has. */
    static Object read(Fields fields) {
        return fields.raw(FIELD);
    }

    static DictionaryValue readTexts(Fields fields) {
        return checked(fields, fields.texts(FIELD, LONGEST_TEXT));
    }

    /** A contact has no others. */
    static DictionaryValue readStates(Fields fields) {
        var states =
                Arrays.stream(ContactState.values()).map(ContactState::wireName).toList();
        var given = fields.texts(FIELD, LONGEST_TEXT);
        if (given != null && !states.containsAll(given)) {
            fields.reject(FIELD, "is invalid");
        }
        return checked(fields, given);
    }

    static DictionaryValue readLocations(Fields fields) {
        var given = fields.trees(FIELD, DictionaryValue::location);
        requireDistinct(fields, given, location -> location.get("region"));
        return checked(fields, given);
    }

    static DictionaryValue readReceiptFields(Fields fields) {
        var given = fields.trees(FIELD, DictionaryValue::receiptField);
        requireDistinct(fields, given, field -> field.get("key"));
        return checked(fields, given);
    }

    private static Map<String, Object> location(Fields fields) {
        var location = new LinkedHashMap<String, Object>();
        location.put("region", fields.requiredText("region", LONGEST_TEXT));
        var cities = fields.texts("cities", LONGEST_TEXT);
        if (cities != null && cities.size() > MOST_CITIES) {
            fields.reject("cities", tooMany(MOST_CITIES));
        }
        location.put("cities", cities == null ? List.of() : distinct(cities));
        return location;
    }

    private static Map<String, Object> receiptField(Fields fields) {
        var field = new LinkedHashMap<String, Object>();
        var order = fields.integer("order", 0, HIGHEST_ORDER);
        if (!fields.isFilled("order")) {
            fields.reject("order", "can't be blank");
        }
        field.put("order", order);
        field.put("key", fields.requiredText("key", LONGEST_TEXT));
        field.put("name", fields.requiredText("name", LONGEST_TEXT));
        return field;
    }

    private static <T> void requireDistinct(Fields fields, List<T> given, Function<T, Object> name) {
        if (given != null && given.stream().map(name).distinct().count() < given.size()) {
            fields.reject(FIELD, "has an entry twice");
        }
    }

    private static DictionaryValue checked(Fields fields, List<?> given) {
        if (given == null) {
            if (!fields.has(FIELD)) {
                fields.reject(FIELD, "can't be blank");
            }
            return null;
        }
        if (given.size() > MOST_ENTRIES) {
            fields.reject(FIELD, tooMany(MOST_ENTRIES));
        }
        return new DictionaryValue(distinct(given));
    }

    private static List<Object> distinct(List<?> entries) {
        return new ArrayList<>(entries.stream().distinct().toList());
    }

    private static String tooMany(int most) {
        return "has more than " + most + " entries";
    }
}
