package app.velvet.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.error.Refusal;
import app.velvet.testing.DocumentedParameters;
import app.velvet.testing.OpenApiDocument;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class OpenApiTest {

    @Inject
    Staff staff;

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/notes", "/api/v1/tasks", "/api/v1/logs"})
    void everyDocumentedParameterIsRead(String path) {
        var manager = staff.managerOfNewCompany();

        assertEquals(List.of(), new DocumentedParameters(manager::asks).unread(path));
    }

    @Test
    void everyRefusalIsInTheDocument() {
        var refusals = OpenApiDocument.refusals(Refusal.class);
        assertFalse(refusals.isEmpty());

        var document = OpenApiDocument.get();

        assertEquals(
                List.of(),
                refusals.stream()
                        .filter(refusal -> !document.tells(refusal.status(), refusal.message()))
                        .toList());
    }
}
