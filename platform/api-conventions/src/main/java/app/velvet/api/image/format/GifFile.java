package app.velvet.api.image.format;

/**
 * The structure of a GIF up to its first frame.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF 89a</a>
 */
final class GifFile {

    private static final int HEADER_BYTES = 13;
    private static final int DESCRIPTOR_BYTES = 10;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int TRAILER = 0x3b;

    /** The extension that says which colour is transparent. */
    private static final int GRAPHIC_CONTROL = 0xf9;

    private GifFile() {}

    static BareImage bare(FileBytes file) throws UnreadableImageException {
        var kept = new KeptBytes(file);
        int at = HEADER_BYTES + colourTableBytes(file.unsigned8(10));
        kept.keep(0, at);
        while (file.unsigned8(at) == EXTENSION) {
            int end = endOfBlocks(file, at + 2);
            if (file.unsigned8(at + 1) == GRAPHIC_CONTROL) {
                kept.keep(at, end);
            }
            at = end;
        }
        if (file.unsigned8(at) != FRAME) {
            throw UnreadableImageException.notAnImage();
        }
        int codeSize = at + DESCRIPTOR_BYTES + colourTableBytes(file.unsigned8(at + 9));
        kept.keep(at, endOfBlocks(file, codeSize + 1));
        kept.add(TRAILER);
        return BareImage.of(ImageFormat.GIF, kept, BareImage.UPRIGHT, 0);
    }

    private static int colourTableBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    /** Data comes in blocks of up to 255 bytes; an empty one ends it. */
    private static int endOfBlocks(FileBytes file, int start) throws UnreadableImageException {
        int at = start;
        while (file.unsigned8(at) != 0) {
            at += 1 + file.unsigned8(at);
        }
        return at + 1;
    }
}
