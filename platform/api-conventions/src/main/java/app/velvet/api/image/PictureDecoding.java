package app.velvet.api.image;

import app.velvet.api.image.format.BareImage;
import app.velvet.api.image.format.BareImage.Colours;
import app.velvet.api.image.format.ImageFormat;
import app.velvet.api.image.format.UnreadableImageException;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/** Decodes a picture with bounded memory: how large it is is known before any of it is decoded. */
final class PictureDecoding {

    static final long MOST_PIXELS = 50_000_000;

    /** What Java can write as a JPEG; a line of any picture thus fits into memory. */
    private static final int LONGEST_SIDE = 65_500;

    /** Of larger ones only every second, third, … pixel and line is kept. */
    private static final long MOST_KEPT_PIXELS = 4_000_000;

    /** More than this many are decoded one after the other. */
    private static final long MANY_PIXELS = 16_000_000;

    /** What decoders may hold of several pictures at once. */
    private static final long MANY_BYTES = 30_000_000;

    static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private PictureDecoding() {}

    static BufferedImage decode(BareImage image, WebpLimit webp) throws UnreadableImageException {
        try {
            var reader = reader(image.format());
            try (var stream = new ByteArrayImageInput(image.content(), image.length())) {
                reader.setInput(stream, true, true);
                return decode(reader, image, webp);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException malformed) {
            // Decoders meet what they do not expect with exceptions of all kinds.
            throw UnreadableImageException.notAnImage();
        }
    }

    private static BufferedImage decode(ImageReader reader, BareImage image, WebpLimit webp)
            throws IOException, UnreadableImageException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        requireReasonable(width, height);
        if (image.format() == ImageFormat.WEBP) {
            requireRoom((long) width * height, webp);
        }
        var parameters = reader.getDefaultReadParam();
        subsample(parameters, width, height);
        if (!isLarge((long) width * height, image)) {
            return read(reader, parameters, image.colours());
        }
        ONE_AT_A_TIME.lock();
        try {
            return read(reader, parameters, image.colours());
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static boolean isLarge(long pixels, BareImage image) {
        return pixels > MANY_PIXELS || pixels * image.heldPerPixel() > MANY_BYTES;
    }

    private static BufferedImage read(ImageReader reader, ImageReadParam parameters, Colours colours)
            throws IOException {
        return colours == Colours.OF_SCREENS
                ? Pixels.plain(reader.read(0, parameters))
                : InkColours.toRgb(reader.readRaster(0, parameters), colours);
    }

    private static void requireReasonable(int width, int height) throws UnreadableImageException {
        if (width < 1 || height < 1) {
            throw UnreadableImageException.notAnImage();
        }
        if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
            throw new UnreadableImageException("is too large (maximum is " + megapixels(MOST_PIXELS) + ")");
        }
    }

    private static void requireRoom(long pixels, WebpLimit webp) throws UnreadableImageException {
        if (pixels > webp.pixels()) {
            throw new UnreadableImageException(
                    "is too large (maximum of a WebP on this server is " + megapixels(webp.pixels()) + ")");
        }
    }

    private static String megapixels(long pixels) {
        return pixels / 1_000_000 + " megapixels";
    }

    private static void subsample(ImageReadParam parameters, int width, int height) {
        int step = 1;
        while ((long) (width / step) * (height / step) > MOST_KEPT_PIXELS) {
            step++;
        }
        parameters.setSourceSubsampling(step, step, 0, 0);
    }

    /** Named one by one: what else is on the class path does not get to see what users upload. */
    private static ImageReader reader(ImageFormat format) throws IOException {
        return format == ImageFormat.WEBP
                ? new WebPImageReaderSpi().createReaderInstance(null)
                : ImageIO.getImageReadersByFormatName(format.codecName()).next();
    }
}
