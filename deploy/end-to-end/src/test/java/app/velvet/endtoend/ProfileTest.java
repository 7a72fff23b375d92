package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What a user does about himself with the help of a mail, a message and a picture. */
class ProfileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final LocalStack stack = RunningStack.shared();
    private final VelvetClient manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");

    @Test
    void aForgottenPasswordIsReplacedThroughAMail() {
        var colleague = Colleague.hiredBy(manager);
        manager.call("PUT", "/api/v1/staff/" + colleague.id(), Map.of("user[password]", "nobody remembers"))
                .requireOk();
        var anonymous = VelvetClient.anonymous(stack.url());

        try (var arrivals = Arrivals.listen(stack.url())) {
            anonymous
                    .call("POST", "/api/v1/tokens/reset", Map.of("email", colleague.email()))
                    .requireOk();
            var mail = arrivals.awaitNext(PATIENCE, arrival -> isFor(colleague.email(), arrival));
            anonymous
                    .call(
                            "PUT",
                            "/api/v1/tokens/reset",
                            Map.of("reset_token", found(TOKEN, mail), "password", "velvet-demo"))
                    .requireOk();
        }

        VelvetClient.signedIn(stack.url(), colleague.email());
    }

    @Test
    void aNumberIsConfirmedThroughAMessage() {
        var his = VelvetClient.signedIn(stack.url(), Colleague.hiredBy(manager).email());

        try (var arrivals = Arrivals.listen(stack.url())) {
            his.call("POST", "/api/v1/settings/send_phone_verification", Map.of("phone", "212-555-0117"))
                    .requireOk();
            var sms = arrivals.awaitNext(PATIENCE, arrival -> isFor("+12125550117", arrival));
            assertThat(his.call("POST", "/api/v1/settings/verify_phone", Map.of("token", found(CODE, sms)))
                            .requireOk()
                            .get("message")
                            .asText())
                    .isEqualTo("Your number was successfully confirmed.");
        }
    }

    @Test
    void aPictureIsServedThroughTheGateway() throws Exception {
        var his = VelvetClient.signedIn(stack.url(), Colleague.hiredBy(manager).email());

        var photo = his.call("PUT", "/api/v1/profile", Map.of("avatar", picture()))
                .requireOk()
                .at("/user_image/photo");

        assertThat(photo.get("url").asText()).startsWith(stack.url() + "/uploads/users/");
        var thumb = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(photo.at("/thumb_100/url").asText()))
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(thumb.statusCode()).isEqualTo(200);
        var served = ImageIO.read(thumb.body());
        assertThat(served.getWidth()).isEqualTo(100);
        assertThat(served.getHeight()).isEqualTo(100);
    }

    /** One colour of 7071 × 7071 pixels: a small file, but decoded it is as large as any. */
    @Test
    void aWebpOfNearlyFiftyMegapixelsFitsIntoTheService() throws Exception {
        var his = VelvetClient.signedIn(stack.url(), Colleague.hiredBy(manager).email());

        try (var webp = ProfileTest.class.getResourceAsStream("/largest.webp")) {
            his.call("PUT", "/api/v1/profile", Map.of("avatar", dataUrl("image/webp", webp.readAllBytes())))
                    .requireOk();
        }
    }

    private static boolean isFor(String address, JsonNode arrival) {
        return arrival.get("to").asText().contains(address);
    }

    private static String found(Pattern pattern, JsonNode arrival) {
        var matcher = pattern.matcher(arrival.get("text").asText());
        assertThat(matcher.find()).as(arrival.toString()).isTrue();
        return matcher.group();
    }

    private static String picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return dataUrl("image/png", bytes.toByteArray());
    }

    private static String dataUrl(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
