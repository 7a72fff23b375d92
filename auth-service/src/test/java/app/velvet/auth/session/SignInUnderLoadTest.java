package app.velvet.auth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures that are large to decode keep nobody from signing in. */
@AuthServiceTest
class SignInUnderLoadTest {

    /** As many as a user may upload in an hour. */
    private static final int PICTURES = 20;

    private static final int SIDE = 7_000;

    @Inject
    Velvet velvet;

    @TestHTTPResource("/api/v1/profile")
    URI profile;

    @Test
    void signInsDoNotWaitForPictures() throws Exception {
        var tenant = velvet.tenant();
        var picture =
                "{\"avatar\":\"data:image/png;base64," + Base64.getEncoder().encodeToString(png()) + "\"}";
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> uploads = IntStream.range(0, PICTURES)
                .mapToObj(upload -> client.sendAsync(upload(tenant, picture), BodyHandlers.ofString()))
                .toList();

        Velvet.signIn(tenant.managerEmail());

        assertFalse(
                uploads.stream().allMatch(CompletableFuture::isDone),
                "There was nothing to wait for: the pictures were ready before the sign-in");
        var answers = uploads.stream().map(upload -> upload.join().statusCode()).toList();
        assertTrue(answers.contains(200));
        assertEquals(
                Set.of(),
                answers.stream()
                        .filter(status -> status != 200 && status != 503)
                        .collect(Collectors.toSet()));
    }

    private HttpRequest upload(Velvet.Tenant tenant, String picture) {
        return HttpRequest.newBuilder(profile)
                .header("Authorization", "Bearer " + tenant.managerToken())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(picture))
                .build();
    }

    private static byte[] png() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }
}
