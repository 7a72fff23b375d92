package app.velvet.venues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.api.error.Refusal;
import app.velvet.testing.OpenApiDocument;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
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
