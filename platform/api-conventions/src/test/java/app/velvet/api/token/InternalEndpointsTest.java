package app.velvet.api.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import app.velvet.testing.Postgres;
import app.velvet.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Postgres.class)
@WithTestResource(ServiceKeyFile.class)
class InternalEndpointsTest {

    private static final String SAMPLES = "/internal/samples";

    @Inject
    ServiceTokens tokens;

    @Test
    void callingServiceIsKnown() {
        given().header(ServiceTokens.HEADER, tokens.issue("sample-service"))
                .get(SAMPLES)
                .then()
                .statusCode(200)
                .body("service", equalTo("sample-service"))
                .body("with_caller", is(false));
    }

    @Test
    void callingServiceActsForItsCaller() {
        given().header(ServiceTokens.HEADER, tokens.issue("sample-service"))
                .header("Authorization", "Bearer " + TestTokens.issue(7, 70))
                .get(SAMPLES)
                .then()
                .statusCode(200)
                .body("with_caller", is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {SAMPLES, "/internal;a=b/samples", "/%69nternal/samples", SAMPLES + "/"})
    void usersAreNoServicesHoweverTheySpellThePath(String path) {
        given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + TestTokens.issue(7, 70))
                .get(path)
                .then()
                .statusCode(401)
                .body("status_code", is(401))
                .body("message", equalTo("Service token is required"));
    }

    @Test
    void tokenForAnotherServiceIsRefused() {
        given().header(ServiceTokens.HEADER, tokens.issue("contacts-service"))
                .get(SAMPLES)
                .then()
                .statusCode(401);
    }

    @Test
    void usersTokenIsNoServiceToken() {
        given().header(ServiceTokens.HEADER, TestTokens.issue(7, 70))
                .get(SAMPLES)
                .then()
                .statusCode(401);
    }
}
