package app.velvet.api.idempotency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.parameters.Parameters;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersHashTest {

    @Test
    void orderOfNamesDoesNotCount() {
        assertSame(parameters("a", "1", "b", "2"), parameters("b", "2", "a", "1"));
        assertSame(
                parameters("contact", parameters("a", "1", "b", "2")),
                parameters("contact", parameters("b", "2", "a", "1")));
    }

    @Test
    void numbersAreWhatTheirTextsAre() {
        assertSame(parameters("a", "1", "b", "true"), parameters("a", 1L, "b", true));
    }

    @Test
    void tokenAndFormatDoNotCount() {
        assertSame(parameters("a", "1"), parameters("a", "1", "auth_token", "x", "format", "json"));
    }

    @Test
    void tokenDeeperDownIsAParameterLikeOthers() {
        assertDifferent(parameters("a", parameters("auth_token", "x")), parameters("a", parameters("auth_token", "y")));
    }

    @Test
    void valuesNamesAndStructureCount() {
        assertDifferent(parameters("a", "1"), parameters("a", "2"));
        assertDifferent(parameters("a", "1"), parameters("b", "1"));
        assertDifferent(parameters("a", "1"), parameters("a", List.of("1")));
        assertDifferent(parameters("a", List.of("1", "2")), parameters("a", List.of("2", "1")));
        assertDifferent(parameters("a", ""), Parameters.NONE);
        assertDifferent(parameters("a", null), parameters("a", "null"));
    }

    @Test
    void endpointCounts() {
        assertFalse(Arrays.equals(
                ParametersHash.of("POST", "/api/v1/contacts", Parameters.NONE),
                ParametersHash.of("POST", "/api/v1/notes", Parameters.NONE)));
    }

    private static void assertSame(Parameters one, Parameters other) {
        assertArrayEquals(hash(one), hash(other));
    }

    private static void assertDifferent(Parameters one, Parameters other) {
        assertFalse(Arrays.equals(hash(one), hash(other)));
    }

    private static byte[] hash(Parameters parameters) {
        return ParametersHash.of("POST", "/api/v1/contacts", parameters);
    }

    private static Parameters parameters(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return Parameters.of(values);
    }
}
