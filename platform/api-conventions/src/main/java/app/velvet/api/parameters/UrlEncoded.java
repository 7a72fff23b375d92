package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code application/x-www-form-urlencoded}, in the order of its pairs: the order decides where a list's element
 * ends, and a decoder that collects values by name loses it.
 */
final class UrlEncoded {

    private UrlEncoded() {}

    /** @throws RefusedException if an escape is broken, or a name or value is no {@link StorableText} */
    static void read(byte[] text, ParameterTree into) {
        int from = 0;
        while (from < text.length) {
            int end = indexOf(text, '&', from, text.length);
            if (end > from) {
                readPair(text, from, end, into);
            }
            from = end + 1;
        }
    }

    /** @param query as it stands in the request line; bytes that should have been escaped count as UTF-8 */
    static void readQuery(String query, ParameterTree into) {
        read(query.getBytes(StandardCharsets.ISO_8859_1), into);
    }

    private static void readPair(byte[] text, int from, int end, ParameterTree into) {
        int equals = indexOf(text, '=', from, end);
        var name = decoded(text, from, equals);
        into.put(name, equals == end ? null : decoded(text, equals + 1, end));
    }

    private static String decoded(byte[] text, int from, int end) {
        if (isPlain(text, from, end)) {
            return new String(text, from, end - from, StandardCharsets.ISO_8859_1);
        }
        var bytes = new byte[end - from];
        int length = 0;
        for (int i = from; i < end; i++) {
            byte b = text[i];
            if (b == '%') {
                bytes[length++] = escaped(text, i, end);
                i += 2;
            } else {
                bytes[length++] = b == '+' ? (byte) ' ' : b;
            }
        }
        return StorableText.ofUtf8(bytes, 0, length);
    }

    private static boolean isPlain(byte[] text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text[i] <= 0 || text[i] == '%' || text[i] == '+') {
                return false;
            }
        }
        return true;
    }

    private static byte escaped(byte[] text, int percent, int end) {
        if (percent + 2 >= end) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
        return (byte) (digit(text[percent + 1]) << 4 | digit(text[percent + 2]));
    }

    private static int digit(byte character) {
        int digit = Character.digit(character, 16);
        if (digit < 0) {
            throw new RefusedException(ApiError.INVALID_PARAMS);
        }
        return digit;
    }

    private static int indexOf(byte[] text, char character, int from, int end) {
        int index = from;
        while (index < end && text[index] != character) {
            index++;
        }
        return index;
    }
}
