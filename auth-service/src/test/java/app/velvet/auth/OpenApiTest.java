package app.velvet.auth;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.error.Refusal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class OpenApiTest {

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void everyRefusalIsInTheDocument() throws IOException {
        var answers = answers();
        var refusals = refusals();
        assertFalse(refusals.isEmpty());

        var missing = refusals.stream()
                .filter(refusal -> answers.stream().noneMatch(answer -> tells(answer, refusal)))
                .toList();

        assertEquals(List.of(), missing);
    }

    private static boolean tells(Answer answer, Refusal refusal) {
        return answer.status().equals(String.valueOf(refusal.status()))
                && answer.description().contains(refusal.message());
    }

    private record Answer(String status, String description) {}

    private static List<Answer> answers() throws IOException {
        var document = new ObjectMapper()
                .readTree(given().queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
        var answers = new ArrayList<Answer>();
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                operation
                        .path("responses")
                        .properties()
                        .forEach(response -> answers.add(new Answer(
                                response.getKey(),
                                response.getValue().path("description").asText())));
            }
        }
        return answers;
    }

    /** Every constant of every enum of refusals in this service. */
    private static List<Refusal> refusals() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith("Error.class"))
                    .flatMap(OpenApiTest::constants)
                    .toList();
        }
    }

    private static Stream<Refusal> constants(Path file) {
        var path = CLASSES.relativize(file).toString();
        var name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            var type = Class.forName(name);
            return type.isEnum() && Refusal.class.isAssignableFrom(type)
                    ? Arrays.stream(type.getEnumConstants()).map(Refusal.class::cast)
                    : Stream.of();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
