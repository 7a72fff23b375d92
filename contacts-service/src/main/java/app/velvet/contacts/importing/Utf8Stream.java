package app.velvet.contacts.importing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A text in UTF-16 as one in UTF-8. */
final class Utf8Stream extends InputStream {

    private static final int PIECE = 8 * 1024;

    private final Reader text;
    private final char[] characters = new char[PIECE];
    private byte[] bytes = {};
    private int read;
    private boolean isHalfLeft;

    private Utf8Stream(InputStream utf16, Charset charset) {
        text = new BufferedReader(new InputStreamReader(utf16, charset));
    }

    /** Any other text is left as it is, but for its byte order mark. */
    static InputStream of(InputStream file) throws IOException {
        var stream = new PushbackInputStream(file, 3);
        var beginning = stream.readNBytes(3);
        if (begins(beginning, 0xef, 0xbb, 0xbf)) {
            return stream;
        }
        boolean isLittleEndian = begins(beginning, 0xff, 0xfe);
        if (isLittleEndian || begins(beginning, 0xfe, 0xff)) {
            stream.unread(beginning, 2, beginning.length - 2);
            return new Utf8Stream(stream, isLittleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        }
        stream.unread(beginning);
        return stream;
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[read++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - read);
        System.arraycopy(bytes, read, into, offset, count);
        read += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** Whether there is more. A pair of surrogates is not taken apart. */
    private boolean fill() throws IOException {
        while (read == bytes.length) {
            int kept = isHalfLeft ? 1 : 0;
            int count = text.read(characters, kept, PIECE - kept);
            if (count < 0) {
                return false;
            }
            int end = kept + count;
            isHalfLeft = Character.isHighSurrogate(characters[end - 1]);
            char half = characters[end - 1];
            bytes = new String(characters, 0, isHalfLeft ? end - 1 : end).getBytes(StandardCharsets.UTF_8);
            characters[0] = half;
            read = 0;
        }
        return true;
    }

    private static boolean begins(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
