package app.velvet.push;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.Refusal;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class OpenApiTest {

    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void everyRefusalIsInTheDocument() throws IOException {
        Map<String, Map<String, Map<String, Map<String, Map<String, String>>>>> paths = RestAssured.given()
                .accept("application/json")
                .when()
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .get("paths");
        var documented = paths.values().stream()
                .flatMap(path -> path.values().stream())
                .map(operation -> operation.get("responses"))
                .flatMap(responses -> responses.entrySet().stream())
                .map(response -> response.getKey() + " " + ((Map<?, ?>) response.getValue()).get("description"))
                .toList();

        var refusals = refusals();

        assertFalse(refusals.isEmpty());
        refusals.forEach(refusal -> assertTrue(
                documented.stream()
                        .anyMatch(answer ->
                                answer.startsWith(refusal.status() + " ") && answer.contains(refusal.message())),
                refusal + " is not in the OpenAPI document"));
    }

    private static List<Refusal> refusals() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith("Error.class"))
                    .map(OpenApiTest::load)
                    .filter(Refusal.class::isAssignableFrom)
                    .flatMap(type -> Stream.of(type.getEnumConstants()))
                    .map(Refusal.class::cast)
                    .toList();
        }
    }

    private static Class<?> load(Path file) {
        var name = CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
