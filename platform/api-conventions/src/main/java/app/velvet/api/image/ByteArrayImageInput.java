package app.velvet.api.image;

import javax.imageio.stream.ImageInputStreamImpl;

/** An array as decoders read it, without a copy. */
final class ByteArrayImageInput extends ImageInputStreamImpl {

    private final byte[] content;
    private final int length;

    ByteArrayImageInput(byte[] content, int length) {
        this.content = content;
        this.length = length;
    }

    @Override
    public int read() {
        bitOffset = 0;
        return streamPos < length ? content[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int most) {
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        int count = (int) Math.min(most, length - streamPos);
        System.arraycopy(content, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return length;
    }
}
