package app.velvet.api.image;

import app.velvet.api.image.format.BareImage.Colours;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;

/**
 * JPEGs in the four colours of print, which Java's decoder hands out as they are. All programs write them inverted, as
 * Adobe's did first.
 */
final class InkColours {

    private InkColours() {}

    static BufferedImage toRgb(Raster inks, Colours colours) {
        int width = inks.getWidth();
        var picture = new BufferedImage(width, inks.getHeight(), BufferedImage.TYPE_INT_RGB);
        var line = new int[4 * width];
        for (int y = 0; y < inks.getHeight(); y++) {
            inks.getPixels(inks.getMinX(), inks.getMinY() + y, width, 1, line);
            for (int x = 0; x < width; x++) {
                if (colours == Colours.YCCK) {
                    separate(line, 4 * x);
                }
                picture.setRGB(x, y, rgb(line, 4 * x));
            }
        }
        return picture;
    }

    /** The three coloured inks out of brightness and differences, see ITU T.871. */
    private static void separate(int[] line, int at) {
        int brightness = line[at];
        int blue = line[at + 1] - 128;
        int red = line[at + 2] - 128;
        line[at] = 255 - clamped(brightness + 1.402 * red);
        line[at + 1] = 255 - clamped(brightness - 0.344136 * blue - 0.714136 * red);
        line[at + 2] = 255 - clamped(brightness + 1.772 * blue);
    }

    private static int clamped(double sample) {
        return (int) Math.max(0, Math.min(255, Math.round(sample)));
    }

    private static int rgb(int[] inverted, int at) {
        int black = inverted[at + 3];
        return inverted[at] * black / 255 << 16 | inverted[at + 1] * black / 255 << 8 | inverted[at + 2] * black / 255;
    }
}
