package app.velvet.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.reflection.RegisteredJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Whether {@link RegisteredJson} would find what is forgotten. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class RegisteredJsonTest {

    private static final String ANN = "{\"name\":\"Ann\"}";

    @Inject
    ObjectMapper json;

    private record Forgotten(String name) {}

    @RegisterForReflection
    private record Registered(String name) {}

    @Test
    void whatIsNotRegisteredIsRefused() {
        assertThrows(AssertionError.class, () -> json.writeValueAsString(new Forgotten("Ann")));
        assertThrows(AssertionError.class, () -> json.readValue(ANN, Forgotten.class));
    }

    @Test
    void whatIsRegisteredIsWrittenAndRead() throws JsonProcessingException {
        assertEquals(ANN, json.writeValueAsString(new Registered("Ann")));
        assertEquals(new Registered("Ann"), json.readValue(ANN, Registered.class));
    }
}
