package app.velvet.sync.pull;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes answers of {@code last_changes}. What the feed holds is JSON already and is passed on as it is. */
final class AnswerWriter {

    /** Whole seconds, rounded down: a later time than the watermark would promise what the answer does not contain. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'GMT+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private AnswerWriter() {}

    static Buffer reload(Instant watermark, Reload reload, String cursor) {
        return Buffer.buffer("{\"status\":1,\"timestamp\":\"")
                .appendString(TIMESTAMP.format(watermark))
                .appendString("\",\"activity_log\":[],\"message\":\"")
                .appendString(reload.message())
                .appendString("\",\"cursor\":\"")
                .appendString(cursor)
                .appendString("\"}");
    }

    static Buffer start(Instant watermark) {
        return Buffer.buffer("{\"status\":0,\"timestamp\":\"")
                .appendString(TIMESTAMP.format(watermark))
                .appendString("\",\"activity_log\":[");
    }

    /** @param separated whether other elements are before these */
    static Buffer elements(List<Element> elements, boolean separated) {
        var written = Buffer.buffer();
        var separator = separated ? "," : "";
        for (var element : elements) {
            written.appendString(separator);
            append(written, element);
            separator = ",";
        }
        return written;
    }

    /** @param cursor after all of it */
    static Buffer end(String cursor) {
        return Buffer.buffer("],\"message\":null,\"cursor\":\"")
                .appendString(cursor)
                .appendString("\"}");
    }

    private static void append(Buffer written, Element element) {
        written.appendString("{\"action\":\"")
                .appendString(element.action().wireName())
                .appendString("\",\"id\":")
                .appendString(Long.toString(element.id()))
                .appendString(",\"class_name\":\"")
                .appendString(element.className())
                .appendString("\"");
        if (element.data() != null) {
            written.appendString(",\"data\":").appendString(element.data());
        }
        written.appendString("}");
    }
}
