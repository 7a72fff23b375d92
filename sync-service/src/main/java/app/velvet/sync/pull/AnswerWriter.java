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

    /** What stands around the entity. */
    private static final int LONGEST_FRAME = 100;

    private AnswerWriter() {}

    static Buffer reload(Instant watermark, Reload reload, String cursor) {
        var written = Buffer.buffer("{\"status\":1,");
        appendTimestamp(written, watermark).appendString("\"activity_log\":[],\"message\":\"");
        return appendEnd(written.appendString(reload.message()).appendString("\""), cursor, false);
    }

    /** Of an answer that has everything up to the watermark. */
    static Buffer start(Instant watermark) {
        return appendTimestamp(Buffer.buffer("{\"status\":0,"), watermark).appendString("\"activity_log\":[");
    }

    /** Of one that may stop before that, which shows at its end only. */
    static Buffer startOfPage() {
        return Buffer.buffer("{\"status\":0,\"activity_log\":[");
    }

    /**
     * As long as they are, so that nothing is copied while it grows.
     *
     * @param before what stands before them
     * @param separated whether other elements are before these
     */
    static Buffer elements(Buffer before, List<Element> elements, boolean separated) {
        if (elements.isEmpty()) {
            return before;
        }
        var length = before.length()
                + elements.stream().mapToInt(AnswerWriter::usualLength).sum();
        var written = Buffer.buffer(length).appendBuffer(before);
        var separator = separated ? "," : "";
        for (var element : elements) {
            append(written, separator, element);
            separator = ",";
        }
        return written;
    }

    static Buffer end(String cursor) {
        return appendEnd(Buffer.buffer("],\"message\":null"), cursor, false);
    }

    /** @param contained up to when everything is in this page or an earlier one */
    static Buffer endOfPage(Instant contained, String cursor, boolean hasMore) {
        var written = appendTimestamp(Buffer.buffer("],"), contained).appendString("\"message\":null");
        return appendEnd(written, cursor, hasMore);
    }

    private static Buffer appendTimestamp(Buffer written, Instant time) {
        return written.appendString("\"timestamp\":\"")
                .appendString(TIMESTAMP.format(time))
                .appendString("\",");
    }

    private static Buffer appendEnd(Buffer written, String cursor, boolean hasMore) {
        return written.appendString(",\"cursor\":\"")
                .appendString(cursor)
                .appendString("\",\"has_more\":")
                .appendString(String.valueOf(hasMore))
                .appendString("}");
    }

    /** At least what it takes, where the entity is ASCII. */
    private static int usualLength(Element element) {
        return LONGEST_FRAME + (element.data() == null ? 0 : element.data().length());
    }

    private static void append(Buffer written, String separator, Element element) {
        var frame = separator + "{\"action\":\"" + element.action().wireName() + "\",\"id\":" + element.id()
                + ",\"class_name\":\"" + element.className();
        if (element.data() == null) {
            written.appendString(frame + "\"}");
        } else {
            written.appendString(frame + "\",\"data\":")
                    .appendString(element.data())
                    .appendString("}");
        }
    }
}
