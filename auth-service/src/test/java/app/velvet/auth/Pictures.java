package app.velvet.auth;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import javax.imageio.ImageIO;

/** Pictures to upload, and what became of them. */
public final class Pictures {

    private Pictures() {}

    public static byte[] png(int width, int height) {
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** A request of one who is signed in, to which files can be added. */
    public static RequestSpecification multipart(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** What everybody finds under a URL of the gateway. */
    public static BufferedImage at(String url) {
        var content = given().get(URI.create(url).getPath())
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try {
            return ImageIO.read(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
