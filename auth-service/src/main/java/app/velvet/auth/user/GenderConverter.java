package app.velvet.auth.user;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;

/** Stores a gender under its wire name. */
@Converter
class GenderConverter implements AttributeConverter<Gender, String> {

    @Override
    public String convertToDatabaseColumn(Gender gender) {
        return gender == null ? null : gender.wireName();
    }

    @Override
    public Gender convertToEntityAttribute(String wireName) {
        return wireName == null
                ? null
                : Arrays.stream(Gender.values())
                        .filter(gender -> gender.wireName().equals(wireName))
                        .findAny()
                        .orElseThrow();
    }
}
