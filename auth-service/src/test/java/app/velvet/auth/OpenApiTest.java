package app.velvet.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.error.Refusal;
import app.velvet.testing.OpenApiDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class OpenApiTest {

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
