package app.velvet.api.image.format;

import app.velvet.api.image.format.BareImage.Colours;

/**
 * The structure of a JPEG: segments, some of them followed by coded data, up to the end of the image. What comes behind (the
 * further pictures of some cameras) is not looked at.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU T.81, annex B</a>
 */
final class JpegFile {

    /** Of a progressive one each is a walk over the whole picture: with few bytes it could take hours. */
    private static final int MOST_SCANS = 32;

    private static final int MOST_COMPONENTS = 4;

    /** Of each component of a pixel, where scans complete each other; it is not on the heap. */
    private static final int COEFFICIENT_BYTES = 2;

    private static final int PREFIX = 0xff;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int QUANTISATION = 0xdb;
    private static final int RESTART_INTERVAL = 0xdd;
    private static final int EXIF = 0xe1;
    private static final int ADOBE = 0xee;

    private static final int[] JFIF = {
        PREFIX, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
    };

    private final FileBytes file;
    private final KeptBytes kept;

    private int orientation = BareImage.UPRIGHT;
    private int components;
    private boolean inSeveralScans;
    private int adobeTransform;
    private int scans;

    private JpegFile(FileBytes file) {
        this.file = file;
        this.kept = new KeptBytes(file);
    }

    static BareImage bare(FileBytes file) throws UnreadableImageException {
        var jpeg = new JpegFile(file);
        jpeg.read();
        return new BareImage(
                ImageFormat.JPEG,
                jpeg.kept.content(),
                jpeg.kept.length(),
                jpeg.orientation,
                jpeg.colours(),
                jpeg.inSeveralScans ? COEFFICIENT_BYTES * jpeg.components : 0);
    }

    private Colours colours() {
        if (components != 4) {
            return Colours.OF_SCREENS;
        }
        return adobeTransform == 2 ? Colours.YCCK : Colours.CMYK;
    }

    private void read() throws UnreadableImageException {
        kept.keep(0, 2);
        if (isPlain()) {
            // Without it decoders guess what the colours mean.
            kept.add(JFIF);
        }
        int at = nextMarker(2);
        while (file.unsigned8(at + 1) != END_OF_IMAGE) {
            int end = segmentEnd(at);
            take(file.unsigned8(at + 1), at, end);
            if (file.unsigned8(at + 1) == START_OF_SCAN) {
                countScan(at);
                int endOfScan = endOfScan(end);
                kept.keep(end, endOfScan);
                end = endOfScan;
            }
            at = nextMarker(end);
        }
        kept.keep(at, at + 2);
    }

    /** Whether its colours are those of every camera: it says nothing else in the way that Adobe's programs do. */
    private boolean isPlain() throws UnreadableImageException {
        int at = nextMarker(2);
        while (file.unsigned8(at + 1) != START_OF_SCAN && file.unsigned8(at + 1) != END_OF_IMAGE) {
            int marker = file.unsigned8(at + 1);
            if (marker == ADOBE || isFrame(marker) && (file.unsigned8(at + 9) != 3 || file.unsigned8(at + 10) == 'R')) {
                return false;
            }
            at = nextMarker(segmentEnd(at));
        }
        return true;
    }

    private void take(int marker, int at, int end) throws UnreadableImageException {
        if (isFrame(marker)) {
            takeFrame(marker, file.unsigned8(at + 9));
        }
        if (marker == EXIF && end - at > 10 && file.name(at + 4).equals("Exif")) {
            orientation = ExifOrientation.of(file, at + 10, end);
        }
        if (marker == ADOBE && end - at > 15) {
            adobeTransform = file.unsigned8(at + 15);
        }
        if (makesThePicture(marker)) {
            kept.keep(at, end);
        }
    }

    private void takeFrame(int marker, int itsComponents) throws UnreadableImageException {
        if (components > 0 || itsComponents > MOST_COMPONENTS) {
            throw UnreadableImageException.notAnImage();
        }
        components = itsComponents;
        inSeveralScans = isProgressive(marker);
    }

    private static boolean makesThePicture(int marker) {
        return marker >= 0xc0 && marker <= 0xcf
                || marker == START_OF_SCAN
                || marker == QUANTISATION
                || marker == RESTART_INTERVAL
                || marker == ADOBE;
    }

    /** Whether it is a start of frame; three of that range are something else. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean isProgressive(int frame) {
        return (frame & 3) == 2;
    }

    /** Decoders keep everything for further scans if one, even the only one, is not of all components. */
    private void countScan(int at) throws UnreadableImageException {
        scans++;
        inSeveralScans |= file.unsigned8(at + 4) < components;
        if (scans > MOST_SCANS) {
            throw UnreadableImageException.notAnImage();
        }
    }

    /** Where the next marker begins; some programs leave stray bytes before one. */
    private int nextMarker(int position) throws UnreadableImageException {
        int at = position;
        while (file.unsigned8(at) != PREFIX || file.unsigned8(at + 1) == PREFIX || file.unsigned8(at + 1) == 0) {
            at++;
        }
        return at;
    }

    private int segmentEnd(int at) throws UnreadableImageException {
        int length = file.unsigned16(at + 2);
        if (length < 2) {
            throw UnreadableImageException.notAnImage();
        }
        int end = at + 2 + length;
        file.require(at, end - at);
        return end;
    }

    /** Coded data goes on to the first marker that is no restart. */
    private int endOfScan(int start) throws UnreadableImageException {
        int at = nextMarker(start);
        while (file.unsigned8(at + 1) >= 0xd0 && file.unsigned8(at + 1) <= 0xd7) {
            at = nextMarker(at + 2);
        }
        return at;
    }
}
