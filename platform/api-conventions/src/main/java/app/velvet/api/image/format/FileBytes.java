package app.velvet.api.image.format;

import java.nio.charset.StandardCharsets;

/** The bytes of a file, of which nothing is believed: whoever reads behind the end learns that it is no whole image. */
record FileBytes(byte[] all) {

    int length() {
        return all.length;
    }

    int unsigned8(int position) throws UnreadableImageException {
        require(position, 1);
        return all[position] & 0xff;
    }

    int unsigned16(int position) throws UnreadableImageException {
        return unsigned8(position) << 8 | unsigned8(position + 1);
    }

    int unsigned16LittleEndian(int position) throws UnreadableImageException {
        return unsigned8(position) | unsigned8(position + 1) << 8;
    }

    /** The length of something in the file, four bytes long: at most as long as the file. */
    int size(int position) throws UnreadableImageException {
        return size((long) unsigned16(position) << 16 | unsigned16(position + 2));
    }

    int sizeLittleEndian(int position) throws UnreadableImageException {
        return size(unsigned16LittleEndian(position) | (long) unsigned16LittleEndian(position + 2) << 16);
    }

    /** Four letters. */
    String name(int position) throws UnreadableImageException {
        require(position, 4);
        return new String(all, position, 4, StandardCharsets.ISO_8859_1);
    }

    /** @throws UnreadableImageException if the file ends before */
    void require(int position, int length) throws UnreadableImageException {
        if (position < 0 || length < 0 || (long) position + length > all.length) {
            throw UnreadableImageException.notAnImage();
        }
    }

    private int size(long bytes) throws UnreadableImageException {
        if (bytes > all.length) {
            throw UnreadableImageException.notAnImage();
        }
        return (int) bytes;
    }
}
