package app.velvet.venues;

import static io.restassured.RestAssured.given;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
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

    public static String base64(byte[] picture) {
        return Base64.getEncoder().encodeToString(picture);
    }

    /** Width and height of what everybody finds under a URL of the gateway. */
    public static List<Integer> sizeAt(String url) {
        var content = given().get(URI.create(url).getPath())
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try {
            var picture = ImageIO.read(new ByteArrayInputStream(content));
            return List.of(picture.getWidth(), picture.getHeight());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
