package app.velvet.api.image;

import app.velvet.api.image.format.BareImage;
import app.velvet.api.image.format.UnreadableImageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The codecs that come with Java, and one in Java for WebP. */
@ApplicationScoped
class AwtImageCodec implements ImageCodec {

    private static final int MOBILE_WIDTH = 320;
    private static final int LARGE_THUMB = 200;
    private static final int SMALL_THUMB = 100;
    private static final float JPEG_QUALITY = 0.85f;

    private final WebpLimit webp;

    AwtImageCodec() {
        this(WebpLimit.ofThisProcess());
    }

    AwtImageCodec(WebpLimit webp) {
        this.webp = webp;
    }

    @Override
    public Optional<String> warning() {
        return webp.warning();
    }

    @Override
    public Renditions render(byte[] upload) throws UnreadableImageException {
        var bare = BareImage.of(upload);
        var picture = Pixels.upright(PictureDecoding.decode(bare, webp), bare.orientation());
        var type = Pixels.isTransparentSomewhere(picture) ? StoredType.PNG : StoredType.JPEG;
        var opaqueOrNot = type == StoredType.JPEG ? Pixels.opaque(picture) : picture;
        var files = new EnumMap<ImageVariant, byte[]>(ImageVariant.class);
        variants(opaqueOrNot).forEach((variant, pixels) -> files.put(variant, encoded(pixels, type)));
        return new Renditions(type, files);
    }

    private static Map<ImageVariant, BufferedImage> variants(BufferedImage picture) {
        var largeThumb = Pixels.scaled(Pixels.middleSquare(picture), LARGE_THUMB, LARGE_THUMB);
        int mobileWidth = Math.min(MOBILE_WIDTH, picture.getWidth());
        int mobileHeight = Math.max(1, Math.round((float) picture.getHeight() * mobileWidth / picture.getWidth()));
        return Map.of(
                ImageVariant.ORIGINAL,
                picture,
                ImageVariant.THUMB_200,
                largeThumb,
                ImageVariant.THUMB_100,
                Pixels.scaled(largeThumb, SMALL_THUMB, SMALL_THUMB),
                ImageVariant.MOBILE_THUMB,
                Pixels.scaled(picture, mobileWidth, mobileHeight));
    }

    private static byte[] encoded(BufferedImage pixels, StoredType type) {
        var writer = ImageIO.getImageWritersByMIMEType(type.mediaType()).next();
        var file = new ByteArrayOutputStream();
        try (var stream = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(pixels, null, null), parameters(writer, type));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    private static ImageWriteParam parameters(ImageWriter writer, StoredType type) {
        var parameters = writer.getDefaultWriteParam();
        if (type == StoredType.JPEG) {
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(JPEG_QUALITY);
        }
        return parameters;
    }
}
