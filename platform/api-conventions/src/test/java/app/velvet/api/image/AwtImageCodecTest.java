package app.velvet.api.image;

import static app.velvet.api.image.Pictures.BLUE;
import static app.velvet.api.image.Pictures.GREEN;
import static app.velvet.api.image.Pictures.LIGHT;
import static app.velvet.api.image.Pictures.RED;
import static app.velvet.api.image.Pictures.decoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.image.format.UnreadableImageException;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwtImageCodecTest {

    private final AwtImageCodec codec = new AwtImageCodec();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lossy.webp",
                "lossless.webp",
                "animated.webp",
                "transparent.webp",
                "animated.gif",
                "progressive.jpg",
                "inks.jpg"
            })
    void everyAcceptedFormatLooksAsBefore(String file) throws Exception {
        var renditions = codec.render(Pictures.stored(file));

        var original = decoded(renditions.files().get(ImageVariant.ORIGINAL));
        assertEquals(List.of(64, 48), size(original));
        assertLooks(original, RED, GREEN, BLUE, LIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    void thumbsAreCutOutOfTheMiddle(String format) throws Exception {
        var files = codec.render(Pictures.quarters(format, 1000, 600)).files();

        assertEquals(
                Map.of(
                        ImageVariant.ORIGINAL, List.of(1000, 600),
                        ImageVariant.THUMB_100, List.of(100, 100),
                        ImageVariant.THUMB_200, List.of(200, 200),
                        ImageVariant.MOBILE_THUMB, List.of(320, 192)),
                sizes(files));
        files.values().forEach(file -> assertLooks(decoded(file), RED, GREEN, BLUE, LIGHT));
    }

    @Test
    void aSmallImageIsEnlargedOnlyForThumbs() throws Exception {
        assertEquals(
                Map.of(
                        ImageVariant.ORIGINAL, List.of(40, 20),
                        ImageVariant.THUMB_100, List.of(100, 100),
                        ImageVariant.THUMB_200, List.of(200, 200),
                        ImageVariant.MOBILE_THUMB, List.of(40, 20)),
                sizes(codec.render(Pictures.quarters("png", 40, 20)).files()));
    }

    @ParameterizedTest
    @CsvSource({
        "1, RED, GREEN, BLUE, LIGHT",
        "2, GREEN, RED, LIGHT, BLUE",
        "3, LIGHT, BLUE, GREEN, RED",
        "4, BLUE, LIGHT, RED, GREEN",
        "5, RED, BLUE, GREEN, LIGHT",
        "6, BLUE, RED, LIGHT, GREEN",
        "7, LIGHT, GREEN, BLUE, RED",
        "8, GREEN, LIGHT, RED, BLUE",
    })
    void itIsTurnedAsTheCameraSays(
            int orientation, String topLeft, String topRight, String bottomLeft, String bottomRight) throws Exception {
        var lying = Pictures.withSegment(Pictures.quarters("jpeg", 60, 40), 0xe1, Pictures.exif(orientation));

        var upright = decoded(codec.render(lying).files().get(ImageVariant.ORIGINAL));

        assertEquals(orientation < 5 ? List.of(60, 40) : List.of(40, 60), size(upright));
        assertLooks(upright, colour(topLeft), colour(topRight), colour(bottomLeft), colour(bottomRight));
    }

    @Test
    void aPngSaysInAChunkHowItIsToBeTurned() throws Exception {
        var data = Pictures.deflated(new byte[20 * (5 + 1)]);
        var lying = Pictures.png(40, 20, 1, 0, data, Pictures.chunk("eXIf", Pictures.tiff(6)));

        assertEquals(List.of(20, 40), sizes(codec.render(lying).files()).get(ImageVariant.ORIGINAL));
    }

    @Test
    void onlyWhatIsTransparentSomewhereIsKeptAsPng() throws Exception {
        var picture = new BufferedImage(30, 30, BufferedImage.TYPE_INT_ARGB);
        for (int pixel = 0; pixel < 900; pixel++) {
            picture.setRGB(pixel % 30, pixel / 30, RED.getRGB());
        }
        assertEquals(
                StoredType.JPEG, codec.render(Pictures.encoded(picture, "png")).type());

        picture.setRGB(7, 9, 0x80ffffff);

        var kept = codec.render(Pictures.encoded(picture, "png"));
        assertEquals(StoredType.PNG, kept.type());
        assertEquals(0x80, decoded(kept.files().get(ImageVariant.ORIGINAL)).getRGB(7, 9) >>> 24);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void greyStaysAsBrightAsItWas(int depth) throws Exception {
        var lines = new byte[10 * (1 + 10 * depth / 8)];
        java.util.Arrays.fill(lines, (byte) 100);
        for (int line = 0; line < 10; line++) {
            lines[line * (1 + 10 * depth / 8)] = 0;
        }

        var original = codec.render(Pictures.png(10, 10, depth, 0, Pictures.deflated(lines)))
                .files()
                .get(ImageVariant.ORIGINAL);

        assertClose(new Color(100, 100, 100), decoded(original).getRGB(5, 5));
    }

    @Test
    void aColourlessTransparentOneStaysAsBrightAsItWas() throws Exception {
        var lines = new byte[10 * 21];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (byte) (i % 21 == 0 ? 0 : 100);
        }

        var original = codec.render(Pictures.png(10, 10, 8, 4, Pictures.deflated(lines)))
                .files()
                .get(ImageVariant.ORIGINAL);

        assertEquals(0x64646464, decoded(original).getRGB(5, 5));
    }

    @ParameterizedTest
    @CsvSource({"7000, 7000", "65500, 763"})
    void ofALargeOneOnlySomePixelsAreKept(int width, int height) throws Exception {
        var size = sizes(codec.render(Pictures.blackPng(width, height, height)).files())
                .get(ImageVariant.ORIGINAL);

        assertTrue(size.get(0) * size.get(1) <= 4_100_000, size.toString());
        assertEquals((double) width / height, (double) size.get(0) / size.get(1), 0.01 * width / height);
    }

    @ParameterizedTest
    @CsvSource({"65500, 1, 1", "1, 65500, 65500"})
    void theLongestSideIsWrittenToo(int width, int height, int mobileHeight) throws Exception {
        assertEquals(
                Map.of(
                        ImageVariant.ORIGINAL, List.of(width, height),
                        ImageVariant.THUMB_100, List.of(100, 100),
                        ImageVariant.THUMB_200, List.of(200, 200),
                        ImageVariant.MOBILE_THUMB, List.of(Math.min(width, 320), mobileHeight)),
                sizes(codec.render(Pictures.blackPng(width, height, height)).files()));
    }

    @Test
    void aWebpOfTheLargestSizeIsDecoded() throws UnreadableImageException {
        var size = sizes(codec.render(Pictures.stored("large.webp")).files()).get(ImageVariant.ORIGINAL);

        assertEquals(List.of(1750, 1750), size);
    }

    @Test
    void aWebpThatTheHeapCannotHoldIsRefusedForThat() {
        var refused = assertThrows(
                UnreadableImageException.class,
                () -> new AwtImageCodec(new WebpLimit(588_000_000 - 1)).render(Pictures.stored("large.webp")));

        assertEquals("is too large (maximum of a WebP on this server is 48 megapixels)", refused.getMessage());
    }

    @Test
    void aHeapThatHoldsItIsEnoughForAWebp() throws UnreadableImageException {
        new AwtImageCodec(new WebpLimit(588_000_000)).render(Pictures.stored("large.webp"));
    }

    @Test
    void noHeapIsTooSmallForAnotherFormat() throws UnreadableImageException {
        new AwtImageCodec(new WebpLimit(12)).render(Pictures.quarters("png", 64, 48));
    }

    @Test
    void whoeverRunsAServiceIsWarnedWhenItsHeapIsTooSmallForTheLargestWebp() {
        assertEquals(
                Optional.of("Of WebP, pictures of up to 18 megapixels are decoded, and not of 50:"
                        + " that takes a maximum heap of 600 MB, and it is 216 MB"),
                new AwtImageCodec(new WebpLimit(216_999_999)).warning());
        assertEquals(Optional.empty(), new AwtImageCodec(new WebpLimit(600_000_000)).warning());
    }

    static void assertLooks(BufferedImage picture, Color topLeft, Color topRight, Color bottomLeft, Color bottomRight) {
        int left = picture.getWidth() / 4;
        int right = picture.getWidth() * 3 / 4;
        int top = picture.getHeight() / 4;
        int bottom = picture.getHeight() * 3 / 4;
        assertClose(topLeft, picture.getRGB(left, top));
        assertClose(topRight, picture.getRGB(right, top));
        assertClose(bottomLeft, picture.getRGB(left, bottom));
        assertClose(bottomRight, picture.getRGB(right, bottom));
    }

    private static void assertClose(Color expected, int rgb) {
        var actual = new Color(rgb);
        int distance = Math.abs(expected.getRed() - actual.getRed())
                + Math.abs(expected.getGreen() - actual.getGreen())
                + Math.abs(expected.getBlue() - actual.getBlue());
        assertTrue(distance < 24, () -> actual + " is not " + expected);
    }

    private static Color colour(String name) {
        return Map.of("RED", RED, "GREEN", GREEN, "BLUE", BLUE, "LIGHT", LIGHT).get(name);
    }

    private static Map<ImageVariant, List<Integer>> sizes(Map<ImageVariant, byte[]> files) {
        var sizes = new java.util.EnumMap<ImageVariant, List<Integer>>(ImageVariant.class);
        files.forEach((variant, file) -> sizes.put(variant, size(decoded(file))));
        return sizes;
    }

    private static List<Integer> size(BufferedImage picture) {
        return List.of(picture.getWidth(), picture.getHeight());
    }
}
