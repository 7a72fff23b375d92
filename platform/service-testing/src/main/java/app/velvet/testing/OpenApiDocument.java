package app.velvet.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The OpenAPI document of the service under test. */
public final class OpenApiDocument {

    private static final Path CLASSES = Path.of("target/classes");

    private final List<Answer> answers;

    private OpenApiDocument(List<Answer> answers) {
        this.answers = answers;
    }

    private record Answer(String status, String description) {}

    /** Asks the service for it. */
    public static OpenApiDocument get() {
        Map<String, Map<String, Map<String, Map<String, Map<String, String>>>>> paths = RestAssured.given()
                .accept("application/json")
                .when()
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .get("paths");
        return new OpenApiDocument(paths.values().stream()
                .flatMap(path -> path.values().stream())
                .flatMap(operation -> operation.get("responses").entrySet().stream())
                .map(response ->
                        new Answer(response.getKey(), ((Map<?, ?>) response.getValue()).get("description") + ""))
                .toList());
    }

    /** Returns whether any operation tells of an answer with this status and message. */
    public boolean tells(int status, String message) {
        return answers.stream()
                .anyMatch(answer -> answer.status().equals(Integer.toString(status))
                        && answer.description().contains(message));
    }

    /** Returns the constants of all enums of the service that are refusals, as they are named, {@code …Error}. */
    public static <T> List<T> refusals(Class<T> type) {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith("Error.class"))
                    .map(OpenApiDocument::load)
                    .filter(found -> found.isEnum() && type.isAssignableFrom(found))
                    .flatMap(found -> Stream.of(found.getEnumConstants()))
                    .map(type::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(Path file) {
        String name = CLASSES.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
        try {
            return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
