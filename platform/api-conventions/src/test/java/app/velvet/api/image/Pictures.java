package app.velvet.api.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Files to upload, good ones and others. */
final class Pictures {

    static final Color RED = new Color(200, 30, 30);
    static final Color GREEN = new Color(30, 200, 30);
    static final Color BLUE = new Color(30, 30, 200);
    static final Color LIGHT = new Color(220, 220, 220);

    private Pictures() {}

    /** A quarter each in red, green, blue, and light grey, from top left to bottom right; 64×48. */
    static byte[] stored(String file) {
        try (var stream = Pictures.class.getResourceAsStream("/images/" + file)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same quarters in another size, which Java encodes. */
    static byte[] quarters(String format, int width, int height) {
        return encoded(quarters(width, height), format);
    }

    static BufferedImage quarters(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                var top = x < width / 2 ? RED : GREEN;
                var bottom = x < width / 2 ? BLUE : LIGHT;
                picture.setRGB(x, y, (y < height / 2 ? top : bottom).getRGB());
            }
        }
        return picture;
    }

    static byte[] encoded(BufferedImage picture, String format) {
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, format, file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }

    static BufferedImage decoded(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A JPEG with a segment more, directly behind its beginning. */
    static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        int length = content.length + 2;
        return joined(
                slice(jpeg, 0, 2),
                new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length},
                content,
                slice(jpeg, 2, jpeg.length));
    }

    /** Exif data that says how a picture is to be turned. */
    static byte[] exif(int orientation) {
        return joined(text("Exif\0\0"), tiff(orientation));
    }

    static byte[] tiff(int orientation) {
        return new byte[] {
            'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0, 0, 0, 0, 0
        };
    }

    /** A PNG in black, with bits for pixels, of which a number of lines is there. */
    static byte[] blackPng(int width, int height, int lines) {
        return png(width, height, 1, 0, deflated(new byte[lines * ((width + 7) / 8 + 1)]));
    }

    static byte[] png(int width, int height, int depth, int colourType, byte[] data, byte[]... chunks) {
        var header = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(header)) {
            out.writeInt(width);
            out.writeInt(height);
            out.write(new byte[] {(byte) depth, (byte) colourType, 0, 0, 0});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return joined(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                chunk("IHDR", header.toByteArray()),
                joined(chunks),
                chunk("IDAT", data),
                chunk("IEND", new byte[0]));
    }

    static byte[] chunk(String name, byte[] content) {
        var crc = new CRC32();
        crc.update(text(name));
        crc.update(content);
        var chunk = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(chunk)) {
            out.writeInt(content.length);
            out.write(text(name));
            out.write(content);
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return chunk.toByteArray();
    }

    static byte[] deflated(byte[] content) {
        var deflated = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(deflated, new Deflater(Deflater.BEST_SPEED))) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return deflated.toByteArray();
    }

    static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    static byte[] slice(byte[] file, int from, int to) {
        return java.util.Arrays.copyOfRange(file, from, to);
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
