package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads the parameters of a JSON body, which is an object or nothing at all. */
final class JsonParameters {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ParameterTree.DEEPEST)
                    .build())
            .build();

    private final JsonParser parser;
    private final ParameterBudget budget;

    private JsonParameters(JsonParser parser, ParameterBudget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    /** @throws RefusedException if it is not JSON, not an object, too deep, too much, or holds no {@link StorableText} */
    static Parameters read(byte[] text, ParameterBudget budget) {
        try (var parser = JSON.createParser(text)) {
            return new JsonParameters(parser, budget).body();
        } catch (IOException | NumberFormatException malformed) {
            // The latter where an exponent is beyond all decimals.
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
    }

    private Parameters body() throws IOException {
        var first = parser.nextToken();
        if (first == null) {
            return Parameters.NONE;
        }
        if (first != JsonToken.START_OBJECT) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
        var body = level();
        if (parser.nextToken() != null) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
        return body;
    }

    private Parameters level() throws IOException {
        var values = new LinkedHashMap<String, Object>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            values.put(StorableText.checked(name), value());
        }
        return values.isEmpty() ? Parameters.NONE : new Parameters(values);
    }

    private List<Object> list() throws IOException {
        var elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return Collections.unmodifiableList(elements);
    }

    private Object value() throws IOException {
        budget.spendOne();
        return switch (parser.currentToken()) {
            case START_OBJECT -> level();
            case START_ARRAY -> list();
            case VALUE_STRING -> StorableText.checked(parser.getText());
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new RefusedException(ApiError.INVALID_PARAMS);
        };
    }
}
