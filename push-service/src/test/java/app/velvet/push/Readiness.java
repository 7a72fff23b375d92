package app.velvet.push;

import io.restassured.RestAssured;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Whether the service has caught up with the topics that it follows. */
public final class Readiness {

    private Readiness() {}

    public static void await() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }
}
