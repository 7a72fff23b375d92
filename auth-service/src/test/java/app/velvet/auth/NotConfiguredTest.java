package app.velvet.auth;

import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.from;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service where nobody has said by what mails and messages are sent. */
@AuthServiceTest
@TestProfile(NotConfiguredTest.NothingIsSent.class)
class NotConfiguredTest {

    @Inject
    Velvet velvet;

    @Inject
    AgroalDataSource database;

    public static class NothingIsSent implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "velvet.auth.reset.from", "",
                    "velvet.sms.twilio.account-sid", "",
                    "velvet.sms.twilio.auth-token", "",
                    "velvet.sms.twilio.from", "");
        }
    }

    @Test
    void resetMailsWait() throws Exception {
        var email = velvet.tenant().managerEmail();

        from(anAddress())
                .body(Map.of("email", email))
                .post("/api/v1/tokens/reset")
                .then()
                .statusCode(200);

        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select count(*) from password_reset where email = ?")) {
            query.setString(1, email);
            var row = query.executeQuery();
            row.next();
            assertEquals(1, row.getInt(1));
        }
    }

    @Test
    void verificationCodesAreUnavailableHoweverOftenOneAsks() {
        var tenant = velvet.tenant();
        for (int times = 0; times < 6; times++) {
            tenant.manager()
                    .body(Map.of("phone", "2125550100"))
                    .post("/api/v1/settings/send_phone_verification")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("2"))
                    .body("message", equalTo("Service is temporarily unavailable"));
        }
    }
}
