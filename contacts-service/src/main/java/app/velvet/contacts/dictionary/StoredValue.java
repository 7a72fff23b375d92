package app.velvet.contacts.dictionary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;

/** A value as it is stored: as text, because Hibernate Reactive takes JSON for nothing but objects. */
class StoredValue implements AttributeConverter<DictionaryValue, String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(DictionaryValue value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A dictionary that is no JSON", e);
        }
    }

    @Override
    public DictionaryValue convertToEntityAttribute(String stored) {
        try {
            return JSON.readValue(stored, DictionaryValue.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored dictionary that is no JSON", e);
        }
    }
}
