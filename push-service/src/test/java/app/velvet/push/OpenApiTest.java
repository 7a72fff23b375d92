package app.velvet.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.Refusal;
import app.velvet.testing.DocumentedAnswers;
import app.velvet.testing.DocumentedParameters;
import app.velvet.testing.OpenApiDocument;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class OpenApiTest {

    @Inject
    Staff staff;

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

    @Test
    void everyDocumentedParameterIsRead() {
        var manager = staff.managerOfNewCompany();

        assertEquals(List.of(), new DocumentedParameters(manager::asks).unread("/api/v1"));
    }

    @Test
    void everyAnswerOfEveryTestIsHeldAgainstTheDocument() {
        assertTrue(RestAssured.filters().stream().anyMatch(DocumentedAnswers.class::isInstance));
    }
}
