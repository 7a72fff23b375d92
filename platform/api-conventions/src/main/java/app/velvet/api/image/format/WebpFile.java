package app.velvet.api.image.format;

/**
 * The structure of a WebP: chunks, the first picture being among them or, in an animation, within its first frame.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP container</a>
 */
final class WebpFile {

    private static final int HEADER_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final int EXTENDED_BYTES = 10;
    private static final int WITH_ALPHA = 0x10;

    /** The decoder makes all of some pictures before any pixel is left out. */
    private static final int HELD_PER_PIXEL = 4;

    private final FileBytes file;
    private int alpha = -1;
    private int picture = -1;
    private int orientation = BareImage.UPRIGHT;

    private WebpFile(FileBytes file) {
        this.file = file;
    }

    static BareImage bare(FileBytes file) throws UnreadableImageException {
        var webp = new WebpFile(file);
        webp.read(CHUNK_HEADER_BYTES + file.sizeLittleEndian(4));
        return webp.bare();
    }

    private void read(int end) throws UnreadableImageException {
        file.require(0, end);
        int at = HEADER_BYTES;
        while (at < end) {
            int next = chunkEnd(at);
            switch (file.name(at)) {
                case "EXIF" -> orientation = exifOrientation(at + CHUNK_HEADER_BYTES, next);
                case "ANMF" -> takeFrame(at + CHUNK_HEADER_BYTES + FRAME_HEADER_BYTES, next);
                default -> take(at);
            }
            at = next;
        }
    }

    private void takeFrame(int start, int end) throws UnreadableImageException {
        int at = start;
        while (at < end) {
            take(at);
            at = chunkEnd(at);
        }
    }

    /** Of several pictures the first one counts. Profiles and whatever else there may be are passed over. */
    private void take(int at) throws UnreadableImageException {
        if (picture < 0) {
            switch (file.name(at)) {
                case "VP8 ", "VP8L" -> picture = at;
                case "ALPH" -> alpha = at;
                default -> {}
            }
        }
    }

    private BareImage bare() throws UnreadableImageException {
        if (picture < 0) {
            throw UnreadableImageException.notAnImage();
        }
        var kept = new KeptBytes(file);
        kept.add('R', 'I', 'F', 'F');
        kept.addLittleEndian(contentBytes(), 4);
        kept.add('W', 'E', 'B', 'P');
        if (alpha >= 0) {
            extend(kept);
            kept.keep(alpha, chunkEnd(alpha));
        }
        kept.keep(picture, chunkEnd(picture));
        return BareImage.of(ImageFormat.WEBP, kept, orientation, HELD_PER_PIXEL);
    }

    private int contentBytes() throws UnreadableImageException {
        int ofPicture = 4 + chunkEnd(picture) - picture;
        return alpha < 0 ? ofPicture : ofPicture + CHUNK_HEADER_BYTES + EXTENDED_BYTES + chunkEnd(alpha) - alpha;
    }

    /** A picture with transparency beside it needs a chunk that says so, and how large it is. */
    private void extend(KeptBytes kept) throws UnreadableImageException {
        int size = picture + CHUNK_HEADER_BYTES + 6;
        kept.add('V', 'P', '8', 'X');
        kept.addLittleEndian(EXTENDED_BYTES, 4);
        kept.addLittleEndian(WITH_ALPHA, 4);
        kept.addLittleEndian((file.unsigned16LittleEndian(size) & 0x3fff) - 1, 3);
        kept.addLittleEndian((file.unsigned16LittleEndian(size + 2) & 0x3fff) - 1, 3);
    }

    /** Chunks begin at even positions. */
    private int chunkEnd(int at) throws UnreadableImageException {
        int bytes = file.sizeLittleEndian(at + 4);
        file.require(at, CHUNK_HEADER_BYTES + bytes);
        return Math.min(at + CHUNK_HEADER_BYTES + bytes + (bytes & 1), file.length());
    }

    /** Some programs put the name of the format before it, as in a JPEG. */
    private int exifOrientation(int start, int end) throws UnreadableImageException {
        boolean named = end - start > 6 && file.name(start).equals("Exif");
        return ExifOrientation.of(file, named ? start + 6 : start, end);
    }
}
