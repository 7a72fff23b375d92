package app.velvet.api.image;

import static app.velvet.api.image.Pictures.chunk;
import static app.velvet.api.image.Pictures.joined;
import static app.velvet.api.image.Pictures.quarters;
import static app.velvet.api.image.Pictures.slice;
import static app.velvet.api.image.Pictures.stored;
import static app.velvet.api.image.Pictures.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.api.image.format.BareImage;
import app.velvet.api.image.format.UnreadableImageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostileImagesTest {

    private static final String SECRET = "<script>51.5007N 0.1246W</script>";

    private final AwtImageCodec codec = new AwtImageCodec();

    static Stream<byte[]> oneOfEachFormat() {
        return Stream.of(
                quarters("jpeg", 64, 48),
                stored("progressive.jpg"),
                stored("inks.jpg"),
                quarters("png", 64, 48),
                stored("animated.gif"),
                stored("lossy.webp"),
                stored("lossless.webp"),
                stored("transparent.webp"),
                stored("animated.webp"));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void aFileThatEndsTooEarlyIsNoImage(byte[] file) {
        int enough = indexOfEnd(file);
        for (int length = 0; length < enough; length += 1 + enough / 200) {
            var part = slice(file, 0, length);
            assertThrows(UnreadableImageException.class, () -> codec.render(part), () -> "of length " + part.length);
        }
    }

    /** Behind its first frame a GIF may lack whatever it likes: only that is read. */
    private static int indexOfEnd(byte[] file) {
        try {
            return file[0] == 'G' ? BareImage.of(file).length() - 1 : file.length;
        } catch (UnreadableImageException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void aDamagedFileIsAnImageOrIsNone(byte[] file) {
        var random = new Random(4711);
        for (int round = 0; round < 150; round++) {
            var damaged = file.clone();
            for (int i = 0; i <= round % 8; i++) {
                damaged[random.nextInt(Math.min(file.length, round % 2 == 0 ? file.length : 64))] =
                        (byte) random.nextInt(256);
            }
            try {
                codec.render(damaged);
            } catch (UnreadableImageException refused) {
                assertFalse(refused.getMessage().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void nothingButThePictureIsKept(byte[] file) throws Exception {
        for (var kept : codec.render(withMetadata(file)).files().values()) {
            assertFalse(new String(kept, StandardCharsets.ISO_8859_1).contains(SECRET));
        }
    }

    private static byte[] withMetadata(byte[] file) {
        var polyglot = joined(file, text("PK\3\4" + SECRET));
        if (file[0] == (byte) 0xff) {
            var withComment = Pictures.withSegment(polyglot, 0xfe, text(SECRET));
            return Pictures.withSegment(withComment, 0xe2, text("ICC_PROFILE\0\1\1" + SECRET));
        }
        if (file[0] == (byte) 0x89) {
            return joined(
                    slice(polyglot, 0, 33),
                    chunk("tEXt", text("Comment\0" + SECRET)),
                    slice(polyglot, 33, polyglot.length));
        }
        return polyglot;
    }

    @ParameterizedTest
    @CsvSource({"7100, 7100", "65501, 1", "1, 65501", "2147483647, 2147483647", "60000, 60000"})
    void oneThatIsTooLargeIsRefusedBeforeItIsDecoded(int width, int height) {
        var refused =
                assertThrows(UnreadableImageException.class, () -> codec.render(Pictures.blackPng(width, height, 0)));

        assertEquals("is too large (maximum is 50 megapixels)", refused.getMessage());
    }

    @Test
    void aGifWhoseFirstFrameIsHugeIsRefused() {
        var gif = stored("animated.gif");
        int frame = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0");
        gif[frame + 6] = (byte) 0xf0;
        gif[frame + 8] = (byte) 0xf0;

        var refused = assertThrows(UnreadableImageException.class, () -> codec.render(gif));

        assertEquals("is too large (maximum is 50 megapixels)", refused.getMessage());
    }

    @Test
    void ofAnAnimationOnlyTheFirstFrameIsLookedAt() throws Exception {
        var gif = stored("animated.gif");
        var first = BareImage.of(gif);
        var frames = new ArrayList<byte[]>(List.of(slice(first.content(), 0, first.length() - 1)));
        var hugeFrame = new byte[] {',', 0, 0, 0, 0, -1, -1, -1, -1, 0, 8, 1, 0, 0};
        for (int i = 0; i < 10_000; i++) {
            frames.add(hugeFrame);
        }

        var bare = BareImage.of(joined(frames.toArray(byte[][]::new)));

        assertEquals(first.length(), bare.length());
    }

    @Test
    void aPngThatPromisesMoreThanItHasIsNoImage() {
        assertThrows(UnreadableImageException.class, () -> codec.render(Pictures.blackPng(4000, 4000, 10)));
    }

    @Test
    void whatInflatesWithoutEndIsReadOnlyAsFarAsThePictureGoes() throws Exception {
        var bomb = Pictures.png(10, 10, 1, 0, Pictures.deflated(new byte[300_000_000]));

        assertEquals(StoredType.JPEG, codec.render(bomb).type());
    }

    @Test
    void compressedTextsAndProfilesAreNeverInflated() throws Exception {
        var bomb = Pictures.deflated(new byte[300_000_000]);
        var palette = chunk("PLTE", new byte[] {1, 2, 3, 4, 5, 6});
        var png = Pictures.png(
                10,
                10,
                1,
                3,
                Pictures.deflated(new byte[30]),
                chunk("iCCP", joined(text("p\0\0"), bomb)),
                palette,
                chunk("zTXt", joined(text("Comment\0\0"), bomb)),
                chunk("iTXt", joined(text("Comment\0\1\0\0\0"), bomb)));

        var bare = BareImage.of(png);

        var plain = Pictures.png(10, 10, 1, 3, Pictures.deflated(new byte[30]), palette);
        assertEquals(plain.length, bare.length());
        assertEquals(StoredType.JPEG, codec.render(png).type());
    }

    @Test
    void aJpegOfEndlessScansIsNoImage() {
        var jpeg = stored("progressive.jpg");
        int scan = lastIndexOf(jpeg, 0xda);
        var parts = new ArrayList<byte[]>(List.of(slice(jpeg, 0, scan)));
        for (int i = 0; i < 33; i++) {
            parts.add(slice(jpeg, scan, jpeg.length - 2));
        }
        parts.add(slice(jpeg, jpeg.length - 2, jpeg.length));

        assertThrows(UnreadableImageException.class, () -> codec.render(joined(parts.toArray(byte[][]::new))));
    }

    @ParameterizedTest
    @CsvSource({"progressive.jpg, 6", "inks.jpg, 0", "large.webp, 4", "lossless.webp, 4", "animated.gif, 0"})
    void itIsKnownWhatADecoderHoldsOfAWholePicture(String file, int bytes) throws Exception {
        assertEquals(bytes, BareImage.of(stored(file)).heldPerPixel());
    }

    @Test
    void aJpegWhoseFirstScanIsNotOfAllColoursIsHeldWhole() throws Exception {
        var inks = stored("inks.jpg");
        inks[lastIndexOf(inks, 0xda) + 4] = 1;

        assertEquals(8, BareImage.of(inks).heldPerPixel());
    }

    @Test
    void aJpegThatSaysTwiceWhatItIsIsNoImage() {
        var jpeg = quarters("jpeg", 64, 48);
        var progressive = stored("progressive.jpg");
        int frame = lastIndexOf(progressive, 0xc2);
        var twice = Pictures.withSegment(jpeg, 0xc2, slice(progressive, frame + 4, frame + 19));

        assertThrows(UnreadableImageException.class, () -> BareImage.of(twice));
    }

    @Test
    void anAnimationWithinAFrameIsNoAnimation() {
        var frame = joined(text("ANMF"), new byte[] {16, 0, 0, 0}, new byte[16]);
        var file = joined(text("RIFF"), new byte[] {28, 0, 0, 0}, text("WEBP"), frame);

        assertThrows(UnreadableImageException.class, () -> codec.render(file));
    }

    @Test
    void whatIsSomethingElseIsNoImageWhateverItIsCalled() {
        for (var other : List.of("", "GIF", SECRET, "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "BM")) {
            assertEquals(
                    "is not an image",
                    assertThrows(UnreadableImageException.class, () -> codec.render(text(other)))
                            .getMessage());
        }
    }

    private static int lastIndexOf(byte[] jpeg, int marker) {
        int at = jpeg.length - 2;
        while (jpeg[at] != (byte) 0xff || jpeg[at + 1] != (byte) marker) {
            at--;
        }
        return at;
    }
}
