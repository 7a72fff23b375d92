package app.velvet.contacts.contact;

import app.velvet.api.parameters.WireName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A field that contacts can be filtered by: one whose values come from an enumeration or are offered by a dictionary. */
enum FilteredField {
    STATE("c.publicDetails.state", ContactState.class),
    GENDER("c.publicDetails.gender", Gender.class),
    STATUS("c.publicDetails.status", ContactStatus.class),
    BODY_TYPE("c.appearance.bodyType", BodyType.class),
    HAIR_COLOR("c.appearance.hairColor", HairColor.class),
    EYE_COLOR("c.appearance.eyeColor", EyeColor.class),
    HEIGHT("c.appearance.height", Height.class),
    INDUSTRY("c.publicDetails.industry"),
    ETHNICITY("c.publicDetails.ethnicity"),
    SEXUAL_PREFERENCE("c.publicDetails.sexualPreference"),
    COUNTRY("c.publicDetails.country"),
    REGION("c.publicDetails.region"),
    CITY("c.publicDetails.city");

    private final String path;
    private final Class<? extends WireName> enumeration;

    FilteredField(String path) {
        this(path, null);
    }

    FilteredField(String path, Class<? extends WireName> enumeration) {
        this.path = path;
        this.enumeration = enumeration;
    }

    static Optional<FilteredField> find(String key) {
        return Arrays.stream(values()).filter(field -> field.key().equals(key)).findAny();
    }

    /** How filters and contacts name it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field of a contact {@code c}. */
    String path() {
        return path;
    }

    /** The value as the field holds it; empty if it cannot hold such a one. */
    Optional<Object> value(String wireName) {
        return enumeration == null
                ? Optional.of(wireName)
                : constants().stream()
                        .filter(constant -> constant.wireName().equals(wireName))
                        .findAny()
                        .map(Object.class::cast);
    }

    boolean isEnumerated() {
        return enumeration != null;
    }

    /** All other values than these that an enumerated field can hold. */
    List<Object> others(Collection<?> values) {
        var others = new ArrayList<Object>(constants());
        others.removeAll(values);
        return others;
    }

    private List<? extends WireName> constants() {
        return List.of(enumeration.getEnumConstants());
    }
}
