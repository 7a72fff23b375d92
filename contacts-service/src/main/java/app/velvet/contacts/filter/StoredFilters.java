package app.velvet.contacts.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;

/** Filters as they are stored: as text, because Hibernate Reactive takes JSON for nothing but objects. */
class StoredFilters implements AttributeConverter<GivenFilters, String> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(GivenFilters filters) {
        try {
            return JSON.writeValueAsString(filters);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Filters that are no JSON", e);
        }
    }

    @Override
    public GivenFilters convertToEntityAttribute(String stored) {
        try {
            return JSON.readValue(stored, GivenFilters.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored filters that are no JSON", e);
        }
    }
}
