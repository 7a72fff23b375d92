package app.velvet.sync.pull;

import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Opening.Reloading;
import app.velvet.sync.pull.Opening.Telling;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Writes answers out in parts, which together are one JSON object. */
@ApplicationScoped
class AnswerStream {

    private final Admission admission;
    private final PullMetrics metrics;

    AnswerStream(Admission admission, PullMetrics metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    Multi<Buffer> of(Opening opening) {
        return whole(opening)
                .map(answer -> Multi.createFrom().item(answer))
                .orElseGet(() -> inParts((Telling) opening));
    }

    /** The answer, if everything that it says has been read. */
    Optional<Buffer> whole(Opening opening) {
        if (opening instanceof Reloading reloading) {
            return Optional.of(reload(reloading));
        }
        var telling = (Telling) opening;
        return telling.log().isOver() ? Optional.of(begin(telling).appendBuffer(end(telling))) : Optional.empty();
    }

    /** With where to go on once everything is loaded. */
    private Buffer reload(Reloading reloading) {
        metrics.reload(reloading.reload().reason());
        var reader = reloading.reader();
        var cursor = CursorFormat.write(
                Cursor.afterAll(reader, EnumSet.allOf(FeedClass.class)),
                reloading.caller().companyId());
        return AnswerWriter.reload(reader.watermark(), reloading.reload(), cursor);
    }

    /** As far as it has been read. */
    private Buffer begin(Telling telling) {
        return elements(start(telling), telling.log().takeFirst(), false);
    }

    private static Buffer start(Telling telling) {
        return telling.paged()
                ? AnswerWriter.startOfPage()
                : AnswerWriter.start(telling.reader().watermark());
    }

    private Multi<Buffer> inParts(Telling telling) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(() -> begin(telling)),
                        telling.log()
                                .rest(() -> mayGoOn(telling))
                                .map(elements -> elements(Buffer.buffer(), elements, true)),
                        Multi.createFrom().item(() -> end(telling)));
    }

    /** A page ends where the reader's rights have changed; an answer that has promised everything is cut. */
    private Uni<Boolean> mayGoOn(Telling telling) {
        return telling.paged()
                ? admission.isUnchanged(telling.caller())
                : admission.requireUnchanged(telling.caller()).replaceWith(true);
    }

    private Buffer elements(Buffer before, List<Element> elements, boolean separated) {
        metrics.served(elements.size());
        return AnswerWriter.elements(before, elements, separated);
    }

    private static Buffer end(Telling telling) {
        var cursor = CursorFormat.write(cursor(telling), telling.window().companyId());
        return telling.paged()
                ? AnswerWriter.endOfPage(
                        contained(telling), cursor, telling.log().hasMore())
                : AnswerWriter.end(cursor);
    }

    private static Cursor cursor(Telling telling) {
        var reader = telling.reader();
        var startDates = telling.window().startDates();
        return telling.log().hasMore()
                ? new Cursor(reader.epoch(), reader.watermark(), telling.log().last(), startDates)
                : Cursor.afterAll(reader, startDates.keySet());
    }

    /**
     * Up to when everything is told: an unfinished page has the time of its last element, not all of which may be in it,
     * and which is therefore asked for again.
     */
    private static Instant contained(Telling telling) {
        return telling.log().hasMore()
                ? telling.log().last().visibleAt()
                : telling.reader().watermark();
    }
}
