package app.velvet.api.image.format;

/** What is kept of a file, in order. */
final class KeptBytes {

    /** What a structure may add of its own. */
    private static final int ROOM = 64;

    private final FileBytes source;
    private final byte[] content;
    private int length;

    KeptBytes(FileBytes source) {
        this.source = source;
        this.content = new byte[source.length() + ROOM];
    }

    /** @throws UnreadableImageException if the file does not go that far */
    void keep(int from, int to) throws UnreadableImageException {
        source.require(from, to - from);
        System.arraycopy(source.all(), from, content, length, to - from);
        length += to - from;
    }

    void add(int... bytes) {
        for (int one : bytes) {
            content[length++] = (byte) one;
        }
    }

    void addLittleEndian(int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            content[length++] = (byte) (value >>> 8 * i);
        }
    }

    byte[] content() {
        return content;
    }

    int length() {
        return length;
    }
}
