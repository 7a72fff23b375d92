package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A phone pulls without having been asked to: what somebody changes elsewhere wakes it. */
class SilentPushTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalStack stack = RunningStack.shared();

    @Test
    void aChangeWakesTheOtherPhonesOfWhoMaySeeIt() {
        var phone = HostsPhone.anyToken();
        var onePhone = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        var otherPhone = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        otherPhone
                .call("POST", "/api/v1/apn_tokens", Map.of("apn_token", phone))
                .requireOk();

        try (var arrivals = Arrivals.listen(stack.url())) {
            onePhone.call(
                            "POST",
                            "/api/v1/contacts",
                            Map.of("contact[first_name]", "Wakeful", "contact[email]", "wakeful@guest.example"))
                    .requireOk();

            var push = arrivals.awaitNext(PATIENCE, arrival -> isFor(phone, arrival));
            assertThat(push.get("kind").asText()).isEqualTo("SILENT_PUSH");
            assertThat(push.get("text").asText()).isEmpty();
        }
    }

    @Test
    void anAndroidPhoneIsWokenAsWell() {
        var phone = "0123456789abcdefABCDEF:APA91b" + HostsPhone.anyToken();
        var onePhone = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        var otherPhone = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        otherPhone
                .call(
                        "POST",
                        "/api/v1/push_tokens",
                        Map.of("push_token[token]", phone, "push_token[device_id]", "pixel"))
                .requireOk();

        try (var arrivals = Arrivals.listen(stack.url())) {
            onePhone.call(
                            "POST",
                            "/api/v1/contacts",
                            Map.of("contact[first_name]", "Alert", "contact[email]", "alert@guest.example"))
                    .requireOk();

            var push = arrivals.awaitNext(PATIENCE, arrival -> isFor(phone, arrival));
            assertThat(push.get("kind").asText()).isEqualTo("SILENT_PUSH");
            assertThat(push.get("details").get("message").asText()).contains("content_available");
        }
    }

    private static boolean isFor(String phone, JsonNode arrival) {
        return arrival.get("to").asText().equals(phone);
    }
}
