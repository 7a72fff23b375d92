package app.velvet.auth.passwordreset;

import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.from;
import static org.hamcrest.Matchers.equalTo;

import app.velvet.auth.Velvet;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** Requests of those who have forgotten their passwords. */
final class Resets {

    static final String REQUESTED =
            "Please check the email associated with this account for instructions on how to reset you password";

    private Resets() {}

    static Response askFrom(String address, String email) {
        return from(address).body(Map.of("email", email)).post("/api/v1/tokens/reset");
    }

    static void ask(String email) {
        askFrom(anAddress(), email).then().statusCode(200).body("message", equalTo(REQUESTED));
    }

    static ValidatableResponse reset(String token, String password) {
        return from(anAddress())
                .body(Map.of("reset_token", token, "password", password))
                .put("/api/v1/tokens/reset")
                .then();
    }

    static int signIn(String email, String password) {
        return Velvet.from(anAddress())
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/tokens")
                .statusCode();
    }
}
