package app.velvet.contacts.dictionary;

import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.function.Function;

/** The dictionaries that there are. */
enum DictionaryKey implements WireName {
    CONTACT_STATE("contact_state", DictionaryValue::readStates),
    INDUSTRIES("industries", DictionaryValue::readTexts),
    ETHNICITIES("ethnicities", DictionaryValue::readTexts),
    SEXUAL_PREFERENCES("sexual_preferences", DictionaryValue::readTexts),
    LOCATIONS("locations", DictionaryValue::readLocations),
    TASK_CATEGORIES("task_categories", DictionaryValue::readTexts),
    TASK_KINDS("task_kinds", DictionaryValue::readTexts),
    ARTIST_STATUS("artist_status", DictionaryValue::readTexts),
    THERMAL_RECEIPT_FIELDS("thermal_receipt_fields", DictionaryValue::readReceiptFields);

    @EnumeratedValue
    private final String wireName;

    private final Function<Fields, DictionaryValue> reader;

    DictionaryKey(String wireName, Function<Fields, DictionaryValue> reader) {
        this.wireName = wireName;
        this.reader = reader;
    }

    /** @throws RefusedException {@link DictionaryError#NOT_FOUND} */
    static DictionaryKey require(String wireName) {
        return Arrays.stream(values())
                .filter(key -> key.wireName.equals(wireName))
                .findAny()
                .orElseThrow(() -> new RefusedException(DictionaryError.NOT_FOUND));
    }

    /** Reads {@code value} in the shape of this dictionary. */
    DictionaryValue read(Fields fields) {
        return reader.apply(fields);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
