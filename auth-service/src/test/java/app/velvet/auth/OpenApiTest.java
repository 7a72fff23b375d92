package app.velvet.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.Refusal;
import app.velvet.testing.DocumentedAnswers;
import app.velvet.testing.DocumentedParameters;
import app.velvet.testing.OpenApiDocument;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class OpenApiTest {

    @Inject
    Velvet velvet;

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
        var manager = velvet.tenant();

        assertEquals(List.of(), new DocumentedParameters(manager::manager).unread("/api/v1"));
    }

    @Test
    void everyAnswerOfEveryTestIsHeldAgainstTheDocument() {
        assertTrue(RestAssured.filters().stream().anyMatch(DocumentedAnswers.class::isInstance));
    }
}
