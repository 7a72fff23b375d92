package app.velvet.api.image;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/** What is done with pictures between decoding and encoding. All of them have 8 bits for each of red, green and blue. */
final class Pixels {

    private Pixels() {}

    /** Whatever a decoder made of it, as a picture that the others here take. */
    static BufferedImage plain(BufferedImage decoded) {
        boolean grey = decoded.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        boolean transparent = decoded.getColorModel().hasAlpha();
        if (grey && !(decoded.getColorModel() instanceof IndexColorModel)) {
            return ofGrey(decoded, transparent);
        }
        return drawn(decoded, typeOf(transparent));
    }

    /** By hand, since Java takes grey for linear, and would make it brighter than what every other program shows. */
    private static BufferedImage ofGrey(BufferedImage decoded, boolean transparent) {
        int width = decoded.getWidth();
        var plain = new BufferedImage(width, decoded.getHeight(), typeOf(transparent));
        int depth = decoded.getColorModel().getComponentSize(0);
        var greys = new int[width];
        var alphas = new int[width];
        Arrays.fill(alphas, (1 << depth) - 1);
        var line = new int[width];
        for (int y = 0; y < decoded.getHeight(); y++) {
            decoded.getRaster().getSamples(0, y, width, 1, 0, greys);
            if (transparent) {
                decoded.getRaster().getSamples(0, y, width, 1, 1, alphas);
            }
            for (int x = 0; x < width; x++) {
                line[x] = to8Bits(alphas[x], depth) << 24 | to8Bits(greys[x], depth) * 0x010101;
            }
            plain.setRGB(0, y, width, 1, line, 0, width);
        }
        return plain;
    }

    private static int to8Bits(int sample, int depth) {
        return sample * 255 / ((1 << depth) - 1);
    }

    /** @param orientation as Exif numbers it */
    static BufferedImage upright(BufferedImage picture, int orientation) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var turn =
                switch (orientation) {
                    case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
                    case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
                    case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
                    case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
                    case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
                    case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
                    case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
                    default -> null;
                };
        if (turn == null) {
            return picture;
        }
        boolean onItsSide = orientation >= 5;
        var upright = new BufferedImage(onItsSide ? height : width, onItsSide ? width : height, picture.getType());
        var graphics = upright.createGraphics();
        graphics.drawImage(picture, turn, null);
        graphics.dispose();
        return upright;
    }

    static BufferedImage middleSquare(BufferedImage picture) {
        int side = Math.min(picture.getWidth(), picture.getHeight());
        return picture.getSubimage((picture.getWidth() - side) / 2, (picture.getHeight() - side) / 2, side, side);
    }

    /** By halves as long as it can: in one step most pixels would not count. */
    static BufferedImage scaled(BufferedImage picture, int width, int height) {
        var scaled = picture;
        while (scaled.getWidth() != width || scaled.getHeight() != height) {
            scaled = resized(
                    scaled,
                    Math.max(width, half(scaled.getWidth(), width)),
                    Math.max(height, half(scaled.getHeight(), height)));
        }
        return scaled;
    }

    /** What a side becomes in the next step: in the last one what it is to be. */
    private static int half(int side, int target) {
        return side > 2 * target ? (side + 1) / 2 : target;
    }

    private static BufferedImage resized(BufferedImage picture, int width, int height) {
        var resized = new BufferedImage(width, height, picture.getType());
        var graphics = resized.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return resized;
    }

    static boolean isTransparentSomewhere(BufferedImage picture) {
        if (!picture.getColorModel().hasAlpha()) {
            return false;
        }
        var line = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, line.length, 1, line, 0, line.length);
            if (Arrays.stream(line).anyMatch(pixel -> pixel >>> 24 != 0xff)) {
                return true;
            }
        }
        return false;
    }

    /** Without a channel that says nothing. */
    static BufferedImage opaque(BufferedImage picture) {
        return picture.getColorModel().hasAlpha() ? drawn(picture, BufferedImage.TYPE_INT_RGB) : picture;
    }

    private static BufferedImage drawn(BufferedImage picture, int type) {
        if (picture.getType() == type) {
            return picture;
        }
        var drawn = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
        Graphics2D graphics = drawn.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    private static int typeOf(boolean transparent) {
        return transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    }
}
