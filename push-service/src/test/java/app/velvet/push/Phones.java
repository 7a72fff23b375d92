package app.velvet.push;

import static org.hamcrest.Matchers.equalTo;

import app.velvet.push.Staff.Member;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Phones that people register. */
public final class Phones {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Phones() {}

    /** A token as iOS gives it out, unlike any other. */
    public static String newToken() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A token as FCM gives it out, unlike any other. */
    public static String newFcmToken() {
        return newToken().substring(0, 22) + ":APA91b" + newToken() + newToken();
    }

    /** The token of a new iPhone of this person. */
    public static String iphoneOf(Member member) {
        var token = newToken();
        registerIphone(member, token);
        return token;
    }

    public static void registerIphone(Member member, String token) {
        member.asks()
                .formParam("apn_token", token)
                .when()
                .post("/api/v1/apn_tokens")
                .then()
                .statusCode(200)
                .body("token", equalTo(token));
    }

    public static void registerAndroid(Member member, String token, String deviceId) {
        member.asks()
                .formParam("push_token[token]", token)
                .formParam("push_token[device_id]", deviceId)
                .when()
                .post("/api/v1/push_tokens")
                .then()
                .statusCode(200)
                .body("token", equalTo(token))
                .body("device_id", equalTo(deviceId));
    }
}
