package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** An address book becomes contacts with pictures, and the one who uploaded it is told. */
class ImportTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LocalStack stack = RunningStack.shared();
    private final VelvetClient manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");

    @Test
    void cardsBecomeContactsWithPicturesAndTheUserIsTold() throws Exception {
        var email = UUID.randomUUID() + "@example.com";

        long id = manager.call("POST", "/api/v1/contacts/import", Map.of("contacts", card(email) + card(email)))
                .requireOk()
                .get("id")
                .asLong();

        await().atMost(PATIENCE)
                .until(() -> manager.call("GET", "/api/v1/contacts/imports/" + id, Map.of())
                        .requireOk()
                        .get("state")
                        .asText()
                        .equals("finished"));
        var contact = manager.call("GET", "/api/v1/contacts/search", Map.of("email", email))
                .requireOk()
                .get(0);
        assertThat(contact.get("name").asText()).isEqualTo("Imported Guest");
        var url = contact.at("/avatar/thumb_100/url").asText();
        assertThat(url).startsWith(stack.url() + "/uploads/contacts/");
        var thumb = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofInputStream());
        assertThat(ImageIO.read(thumb.body()).getWidth()).isEqualTo(100);
        await().atMost(PATIENCE)
                .until(() -> manager.call("GET", "/api/v1/notifications/list", Map.of())
                        .requireOk()
                        .toString()
                        .contains("1 of 2 contacts were imported, 1 you had already"));
    }

    private static String card(String email) throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", picture);
        return "BEGIN:VCARD\nVERSION:3.0\nN:Guest;Imported;;;\nEMAIL:" + email + "\nPHOTO;ENCODING=b;TYPE=PNG:"
                + Base64.getEncoder().encodeToString(picture.toByteArray()) + "\nEND:VCARD\n";
    }
}
