package app.velvet.push.delivery;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.push.Apple;
import app.velvet.push.Devices;
import app.velvet.push.Phones;
import app.velvet.push.PostgresKafkaAndApple;
import app.velvet.push.Staff;
import app.velvet.push.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class PingTest {

    Apple apple;

    @Inject
    Staff staff;

    @Inject
    Devices devices;

    private Member nina;

    @BeforeEach
    void hire() {
        nina = staff.hire(Staff.newCompany(), "Nina Host").done();
    }

    @Test
    void succeedsOnceApnsHasAcceptedThePush() {
        var token = Phones.newToken();

        pinging(nina, token).statusCode(200).body("message", equalTo("Success"));

        assertEquals(1, apple.received(token).size());
        assertEquals(
                "Push notifications reach this device.",
                apple.received(token).get(0).message());
        assertFalse(apple.received(token).get(0).aps().containsKey("badge"), "the badge stays as it is");
    }

    @Test
    void registeredDeviceOfOnesOwnIsPinged() {
        var iphone = Phones.iphoneOf(nina);

        pinging(nina, iphone).statusCode(200);

        assertEquals(1, apple.received(iphone).size());
    }

    @Test
    void deviceOfAnotherUserIsNotFound() {
        var iphone = Phones.iphoneOf(nina);
        var colleague = staff.hire(nina.companyId(), "Otis Host").done();
        var stranger = staff.managerOfNewCompany();

        pinging(colleague, iphone).statusCode(404).body("message", equalTo("Device was not found"));
        pinging(stranger, iphone).statusCode(404);

        assertEquals(List.of(), apple.received(iphone));
    }

    @Test
    void madeUpTokenIsRefusedWithTheReasonOfApns() {
        for (var madeUp : List.of("made-up", "../../3/device/x", "a b?c#d")) {
            pinging(nina, madeUp).statusCode(400).body("message", equalTo("BadDeviceToken"));
        }
    }

    @Test
    void deadDeviceIsForgotten() {
        var iphone = Phones.iphoneOf(nina);
        apple.misbehave(iphone, Apple.refuses(410, "Unregistered"));

        pinging(nina, iphone).statusCode(400).body("message", equalTo("Unregistered"));

        assertEquals(List.of(), devices.tokensOf(nina));
    }

    @Test
    void apnsThatDoesNotAnswerIsA503() {
        var token = Phones.newToken();
        apple.misbehave(
                token, Apple.saysNothing(), Apple.closesConnection(), Apple.refuses(500, "InternalServerError"));

        for (int i = 0; i < 3; i++) {
            pinging(nina, token)
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("message", equalTo("Push notifications are temporarily unavailable"));
        }
    }

    @Test
    void waitThatApnsAsksForIsPassedOn() {
        var token = Phones.newToken();
        apple.misbehave(token, Apple.asksToWait(Duration.ofSeconds(42)));

        pinging(nina, token).statusCode(503).header("Retry-After", "42");
    }

    @Test
    void tokenIsRequired() {
        nina.asks()
                .when()
                .post("/api/v1/apn_tokens/ping")
                .then()
                .statusCode(400)
                .body("errors.apn_token", contains("can't be blank"));
    }

    private static ValidatableResponse pinging(Member member, String token) {
        return member.asks()
                .formParam("apn_token", token)
                .when()
                .post("/api/v1/apn_tokens/ping")
                .then();
    }
}
