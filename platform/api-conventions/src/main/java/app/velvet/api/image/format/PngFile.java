package app.velvet.api.image.format;

import java.util.Set;

/**
 * The structure of a PNG: chunks up to the one that ends it. Some of those left out hold compressed texts and profiles of
 * any size.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#5Chunk-layout">PNG, chunk layout</a>
 */
final class PngFile {

    private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_BYTES = 8;

    /** The header and a checksum behind the content. */
    private static final int FRAME_BYTES = HEADER_BYTES + 4;

    private PngFile() {}

    static BareImage bare(FileBytes file) throws UnreadableImageException {
        var kept = new KeptBytes(file);
        kept.keep(0, SIGNATURE_BYTES);
        int orientation = BareImage.UPRIGHT;
        int at = SIGNATURE_BYTES;
        String name;
        do {
            name = file.name(at + 4);
            int end = at + file.size(at) + FRAME_BYTES;
            file.require(at, end - at);
            if (PICTURE.contains(name)) {
                kept.keep(at, end);
            } else if (name.equals("eXIf")) {
                orientation = ExifOrientation.of(file, at + HEADER_BYTES, end);
            }
            at = end;
        } while (!name.equals("IEND"));
        return BareImage.of(ImageFormat.PNG, kept, orientation, 0);
    }
}
