package app.velvet.auth.session;

import static app.velvet.auth.Velvet.as;
import static app.velvet.auth.Velvet.signIn;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@AuthServiceTest
class SignOutTest {

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    ForgettingSessions forgetting;

    @Test
    void signingOutEndsTheSessionOfTheTokenAndNoOther() {
        var tenant = velvet.tenant();
        var elsewhere = signIn(tenant.managerEmail());

        signOut(tenant.managerToken(), tenant.managerId()).statusCode(200).body("message", equalTo("User signed out."));

        profile(tenant.managerToken())
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer error=\"invalid_token\""));
        given().queryParam("auth_token", tenant.managerToken())
                .get("/api/v1/profile")
                .then()
                .statusCode(423)
                .body("message", equalTo("Invalid authentication token"));
        profile(elsewhere).statusCode(200);
    }

    @Test
    void whoManagesUsersSignsAColleagueOutEverywhere() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var elsewhere = signIn(host.email());

        signOut(tenant.managerToken(), host.id()).statusCode(200);

        profile(host.token()).statusCode(401);
        profile(elsewhere).statusCode(401);
        profile(signIn(host.email())).statusCode(200);
    }

    @Test
    void otherColleaguesMayNot() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);

        signOut(host.token(), tenant.managerId())
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));

        profile(tenant.managerToken()).statusCode(200);
    }

    @Test
    void aUserOfAnotherCompanyDoesNotExist() {
        var tenant = velvet.tenant();
        var stranger = velvet.tenant();

        signOut(tenant.managerToken(), stranger.managerId())
                .statusCode(404)
                .body("message", equalTo("User " + stranger.managerId() + " was not found"));

        profile(stranger.managerToken()).statusCode(200);
    }

    @Test
    void aTokenIsNeeded() {
        given().delete("/api/v1/tokens/1")
                .then()
                .statusCode(401)
                .body("message", equalTo("Authentication token is required"));
    }

    @Test
    void theEndIsPublishedToWhomItConcernsAndForgottenWhenTheTokenHasExpired() throws Throwable {
        var tenant = velvet.tenant();
        signOut(tenant.managerToken(), tenant.managerId());

        try (var published = new Published()) {
            var end = published.awaitOfClass(tenant.id(), "Session", 1).get(0);

            var value = Published.value(end);
            assertEquals("create", value.get("action").asText());
            assertEquals("Session", value.get("class_name").asText());
            assertEquals(tenant.managerId(), value.get("data").get("user_id").asLong());
            assertEquals(value.get("id").asLong(), value.get("data").get("id").asLong());
            assertFalse(value.get("data").get("ended_at").isNull());
            assertFalse(value.get("data").get("expires_at").isNull());
            assertEquals("velvet.session.created", TopicProbe.header(end, "ce_type"));
            assertEquals("user:" + tenant.managerId(), TopicProbe.header(end, "ce_audience"));
            assertEquals(String.valueOf(tenant.managerId()), TopicProbe.header(end, "ce_actorid"));

            clock.ahead(Duration.ofDays(90).plusMinutes(30), this::forgetExpired);
            assertEquals(1, published.awaitOfClass(tenant.id(), "Session", 1).size(), "before an hour has gone by");

            clock.ahead(Duration.ofDays(90).plusMinutes(90), this::forgetExpired);
            var destroy = published.awaitOfClass(tenant.id(), "Session", 2).get(1);
            assertEquals("destroy", Published.value(destroy).get("action").asText());
            assertEquals("user:" + tenant.managerId(), TopicProbe.header(destroy, "ce_audience"));
        }
    }

    @Test
    void theEndNamesTheDeviceThatIsToGetNoMorePushesByItsHash() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        signIn(host.email());

        as(tenant.managerToken())
                .body(Map.of("apn_token", "00fc13adff78"))
                .delete("/api/v1/tokens/" + host.id())
                .then()
                .statusCode(200);
        as(tenant.managerToken())
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("apn_token", "😀")
                .delete("/api/v1/tokens/" + tenant.managerId())
                .then()
                .statusCode(200);

        try (var published = new Published()) {
            assertEquals(
                    List.of(
                            "cb5d1609f3ab9cb0124027e86c0e1d180ec6ac5c7b66279cf83514f61bd350d0",
                            "cb5d1609f3ab9cb0124027e86c0e1d180ec6ac5c7b66279cf83514f61bd350d0",
                            "f0443a342c5ef54783a111b51ba56c938e474c32324d90c3a60c9c8e3a37e2d9"),
                    published.awaitOfClass(tenant.id(), "Session", 3).stream()
                            .map(end ->
                                    Published.data(end).get("apn_token_hash").asText())
                            .toList());
        }
    }

    @Test
    void anEndWithoutADeviceNamesNone() {
        var tenant = velvet.tenant();

        as(tenant.managerToken())
                .body("{\"apn_token\": \"\"}")
                .delete("/api/v1/tokens/" + tenant.managerId())
                .then()
                .statusCode(200);

        try (var published = new Published()) {
            var end = published.awaitOfClass(tenant.id(), "Session", 1).get(0);
            assertTrue(Published.data(end).get("apn_token_hash").isNull());
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoApnTokenEndsNothing(Object apnToken, String problem) {
        var tenant = velvet.tenant();

        as(tenant.managerToken())
                .body(Map.of("apn_token", apnToken))
                .delete("/api/v1/tokens/" + tenant.managerId())
                .then()
                .statusCode(400)
                .body("errors.apn_token", contains(problem));

        profile(tenant.managerToken()).statusCode(200);
    }

    static Stream<Arguments> whatIsNoApnTokenEndsNothing() {
        return Stream.of(
                arguments("x".repeat(256), "is too long (maximum is 255 characters)"),
                arguments(Map.of("token", "x"), "is invalid"),
                arguments(List.of("x"), "is invalid"));
    }

    private void forgetExpired() {
        try {
            VertxContextSupport.subscribeAndAwait(forgetting::forgetExpired);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse signOut(String token, long userId) {
        return as(token).delete("/api/v1/tokens/" + userId).then();
    }

    private static ValidatableResponse profile(String token) {
        return as(token).get("/api/v1/profile").then();
    }
}
