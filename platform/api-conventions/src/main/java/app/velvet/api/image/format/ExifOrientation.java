package app.velvet.api.image.format;

/**
 * Finds out how a picture is to be turned. What cannot be read says nothing: a picture need not be refused for it.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">Exif 3.0, 4.6.5</a>
 */
final class ExifOrientation {

    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private final FileBytes file;
    private final int start;
    private final int end;
    private final boolean littleEndian;

    private ExifOrientation(FileBytes file, int start, int end, boolean littleEndian) {
        this.file = file;
        this.start = start;
        this.end = end;
        this.littleEndian = littleEndian;
    }

    /** @param start where the TIFF header of the Exif data is, which goes on to {@code end} */
    static int of(FileBytes file, int start, int end) {
        try {
            boolean littleEndian = file.unsigned16(start) == 0x4949;
            return new ExifOrientation(file, start, end, littleEndian).read();
        } catch (UnreadableImageException endsTooEarly) {
            return BareImage.UPRIGHT;
        }
    }

    private int read() throws UnreadableImageException {
        long directory = unsigned32(start + 4);
        if (directory > end - start) {
            return BareImage.UPRIGHT;
        }
        int at = start + (int) directory;
        int entries = unsigned16(at);
        for (int i = 0; i < entries; i++) {
            int entry = at + 2 + i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > end) {
                return BareImage.UPRIGHT;
            }
            if (unsigned16(entry) == TAG) {
                int orientation = unsigned16(entry + 8);
                return orientation >= 1 && orientation <= 8 ? orientation : BareImage.UPRIGHT;
            }
        }
        return BareImage.UPRIGHT;
    }

    private int unsigned16(int position) throws UnreadableImageException {
        return littleEndian ? file.unsigned16LittleEndian(position) : file.unsigned16(position);
    }

    private long unsigned32(int position) throws UnreadableImageException {
        return littleEndian
                ? unsigned16(position) | (long) unsigned16(position + 2) << 16
                : (long) unsigned16(position) << 16 | unsigned16(position + 2);
    }
}
