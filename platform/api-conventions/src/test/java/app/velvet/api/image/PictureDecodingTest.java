package app.velvet.api.image;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.image.format.BareImage;
import app.velvet.api.image.format.UnreadableImageException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PictureDecodingTest {

    private static final int WIDTH = 3000;
    private static final int HEIGHT = 2000;

    @Test
    void oneThatIsHeldWholeWaitsUntilNoOtherIs() throws Exception {
        var progressive = BareImage.of(jpeg(ImageWriteParam.MODE_DEFAULT));
        var decoded = new CompletableFuture<BufferedImage>();
        var decoding = new Thread(() -> complete(decoded, progressive));
        PictureDecoding.ONE_AT_A_TIME.lock();
        try {
            decoding.start();

            Awaitility.await().until(() -> PictureDecoding.ONE_AT_A_TIME.hasQueuedThread(decoding));
        } finally {
            PictureDecoding.ONE_AT_A_TIME.unlock();
        }
        assertEquals(WIDTH / 2, decoded.get(1, TimeUnit.MINUTES).getWidth());
    }

    @Test
    void oneThatIsDecodedLineByLineDoesNotWait() throws Exception {
        var sequential = BareImage.of(jpeg(ImageWriteParam.MODE_DISABLED));
        var decoded = new CompletableFuture<BufferedImage>();
        PictureDecoding.ONE_AT_A_TIME.lock();
        try {
            new Thread(() -> complete(decoded, sequential)).start();

            assertEquals(WIDTH / 2, decoded.get(1, TimeUnit.MINUTES).getWidth());
        } finally {
            PictureDecoding.ONE_AT_A_TIME.unlock();
        }
    }

    /** Quarkus takes those of Java out of native executables where it does not find this class. */
    @Test
    void decodersAreKeptInNativeExecutables() {
        assertDoesNotThrow(() -> Class.forName(
                "io.quarkus.awt.runtime.JDKSubstitutions", false, getClass().getClassLoader()));
    }

    private static void complete(CompletableFuture<BufferedImage> decoded, BareImage image) {
        try {
            decoded.complete(PictureDecoding.decode(image, WebpLimit.ofThisProcess()));
        } catch (UnreadableImageException refused) {
            decoded.completeExceptionally(refused);
        }
    }

    private static byte[] jpeg(int progressiveMode) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressiveMode);
        var file = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(stream);
            writer.write(
                    null,
                    new IIOImage(new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB), null, null),
                    parameters);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
