package app.velvet.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    private static final Path RELEASES = Path.of("compatibility");

    private static final String EARLIER = """
            {
              "properties": {
                "id": {"type": "integer"},
                "birthdate": {"type": ["string", "null"], "format": "date", "description": "When"},
                "gender": {"type": "string", "enum": ["male", "female"]},
                "guest": {"$ref": "#/$defs/Guest"},
                "tags": {"type": "array", "items": {"type": "integer"}},
                "scopes": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Guest"}},
                "value": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Guest"}]}
              },
              "required": ["id"],
              "$defs": {"Guest": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}}
            }
            """;

    /** What a subscriber was told once stays true. */
    @Test
    void nothingIsTakenBackThatAReleasePromised() throws IOException {
        var now = EventFiles.schemas(EventFiles.SCHEMAS);
        try (var releases = Files.list(RELEASES)) {
            assertThat(releases.toList())
                    .isNotEmpty()
                    .allSatisfy(release -> assertThat(Compatibility.breaks(EventFiles.schemas(release), now))
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id": {"type": "integer"},                   |                                               | /id has disappeared
            "id": {"type": "integer"}                    | "id": {"type": "string"}                      | /id had type "integer" and has "string"
            "id": {"type": "integer"}                    | "id": {"type": ["integer", "null"]}           | /id had type "integer" and has ["integer","null"]
            "type": ["string", "null"], "format"         | "type": "string", "format"                    | /birthdate had type ["string","null"] and has "string"
            "format": "date"                             | "format": "date-time"                         | /birthdate had format "date" and has "date-time"
            "format": "date",                            |                                               | `/birthdate had format "date" and has `
            "enum": ["male", "female"]                   | "enum": ["male"]                              | /gender had enum ["male","female"] and has ["male"]
            "enum": ["male", "female"]                   | "enum": ["male", "female", "other"]           | /gender had enum ["male","female"] and has ["male","female","other"]
            "items": {"type": "integer"}                 | "items": {"type": "number"}                   | /tags/items had type "integer" and has "number"
            "required": ["id"]                           | "required": []                                | /id is not required any more
            "required": ["id"]                           | "required": ["id", "gender"]                  | /gender is required now
            "properties": {"name": {"type": "string"}}   | "properties": {}                              | /guest/name has disappeared
            "properties": {"name": {"type": "string"}}   | "properties": {"name": {"type": "integer"}}   | /scopes/additionalProperties/name had type "string" and has "integer"
            "properties": {"name": {"type": "string"}}   | "properties": {"name": {"type": "integer"}}   | /value/1/name had type "string" and has "integer"
            [{"type": "string"}, {"$ref": "#/$defs/Guest"}] | [{"type": "string"}]                       | /value was one of 2 and is one of 1
            """)
    void changeThatBreaksReadersIsFound(String before, String after, String found) {
        var later = EARLIER.replace(before, after == null ? "" : after);

        assertThat(Compatibility.breaks(EventFiles.json(EARLIER), EventFiles.json(later)))
                .contains(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "id": {"type": "integer"},                   | "id": {"type": "integer"}, "name": {"type": "string"},
            "enum": ["male", "female"]                   | "enum": ["female", "male"]
            "description": "When"                        | "description": "On which day"
            "properties": {"name": {"type": "string"}}   | "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}
            """)
    void whatMayChangeDoes(String before, String after) {
        assertThat(Compatibility.breaks(EventFiles.json(EARLIER), EventFiles.json(EARLIER.replace(before, after))))
                .isEmpty();
    }

    @Test
    void classThatIsGoneIsFoundAndAnotherOneIsNot() {
        var schema = EventFiles.json(EARLIER);

        assertThat(Compatibility.breaks(Map.of("A.json", schema), Map.of("B.json", schema)))
                .containsExactly("A.json has disappeared");
    }
}
