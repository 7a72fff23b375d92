package app.velvet.contacts.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads what PostgreSQL makes of rows with {@code to_jsonb}. */
@ApplicationScoped
public class StoredJson {

    private final ObjectMapper json;

    StoredJson(ObjectMapper json) {
        this.json = json;
    }

    public <T> T read(String stored, Class<T> type) {
        return read(stored, json.readerFor(type));
    }

    public <T> List<T> readList(String stored, Class<T> type) {
        return read(stored, json.readerForListOf(type));
    }

    private static <T> T read(String stored, ObjectReader reader) {
        try {
            return reader.readValue(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL made JSON that is none", e);
        }
    }
}
