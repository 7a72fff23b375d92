package app.velvet.api.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;

/** Sends requests byte by byte, as no decent HTTP client would, and reads what comes back. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** @param headers of the answer, by lower-case name */
    record Answer(int status, TreeMap<String, String> headers, String body) {

        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    static Answer get(int port, String target) throws IOException {
        return send(port, "GET", target, "", new byte[0]);
    }

    /** @param headers each ended by CR LF; {@code Host} and {@code Connection: close} are added */
    static Answer send(int port, String method, String target, String headers, byte[] body) throws IOException {
        return exchange(port, request(method, target, headers, body));
    }

    static byte[] request(String method, String target, String headers, byte[] body) {
        var head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    static byte[] chunked(byte[] body, int chunkSize) {
        var chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += chunkSize) {
            int length = Math.min(chunkSize, body.length - from);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, from, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    /** Writes the bytes, then reads until the server closes; times out rather than hang. */
    static Answer exchange(int port, byte[] request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException closedEarly) {
                // The answer may be there all the same.
            }
            return parse(socket.getInputStream().readAllBytes());
        }
    }

    static Answer parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return new Answer(0, new TreeMap<>(), "");
        }
        int end = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, end).split("\r\n");
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        int status = Integer.parseInt(lines[0].split(" ")[1]);
        return status == 100
                ? parse(text.substring(end + 4).getBytes(StandardCharsets.UTF_8))
                : new Answer(status, headers, text.substring(end + 4));
    }
}
