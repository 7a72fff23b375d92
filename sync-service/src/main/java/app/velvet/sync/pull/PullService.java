package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.acknowledgment.Acknowledgments;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Question.Changes;
import app.velvet.sync.pull.Question.Unanswerable;
import app.velvet.sync.pull.ReaderState.Device;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Answers pulls of changes. */
@ApplicationScoped
class PullService {

    private final FeedQuery feed;
    private final Acknowledgments acknowledgments;
    private final SyncSettings settings;
    private final PullMetrics metrics;

    PullService(FeedQuery feed, Acknowledgments acknowledgments, SyncSettings settings, PullMetrics metrics) {
        this.feed = feed;
        this.acknowledgments = acknowledgments;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * The answer in parts, which together are one JSON object. The next part is read when the one before has been taken, by
     * a short statement of its own.
     */
    Multi<Buffer> pull(Caller caller, Question question) {
        return feed.readerState(caller)
                .call(reader -> noteDevice(caller, reader))
                .onItem()
                .transformToMulti(reader -> answer(caller, reader, question));
    }

    private Uni<Void> noteDevice(Caller caller, ReaderState reader) {
        return reader.seenLongAgo()
                ? acknowledgments.deviceSeen(caller)
                : Uni.createFrom().voidItem();
    }

    private Multi<Buffer> answer(Caller caller, ReaderState reader, Question question) {
        if (question instanceof Unanswerable unanswerable) {
            return reload(caller, reader, unanswerable.reload());
        }
        var asked = (Changes) question;
        var window = Window.of(caller, reader, asked);
        return reasonToReload(reader, asked, window)
                .map(reload -> reload(caller, reader, reload))
                .orElseGet(() -> changes(caller, reader, window));
    }

    /** Where to go on once everything is loaded. */
    private Multi<Buffer> reload(Caller caller, ReaderState reader, Reload reload) {
        metrics.reload(reload.reason());
        var cursor = Cursor.afterAll(reader, EnumSet.allOf(FeedClass.class));
        return Multi.createFrom()
                .item(AnswerWriter.reload(reader.watermark(), reload, CursorFormat.write(cursor, caller.companyId())));
    }

    private static Optional<Reload> reasonToReload(ReaderState reader, Changes asked, Window window) {
        if (reader.device() == Device.FORGOTTEN) {
            return Optional.of(Reload.unknownDevice());
        }
        var unachieved = window.startDates().keySet().stream()
                .filter(feedClass -> !reader.hasAchieved(feedClass))
                .toList();
        if (unachieved.size() == 1) {
            return Optional.of(Reload.noAchievements(unachieved.get(0)));
        }
        if (!unachieved.isEmpty()) {
            return Optional.of(Reload.noAchievementsAtSomeClasses());
        }
        return asked.cursor().filter(cursor -> !cursor.isOf(reader)).isPresent()
                        || reader.mayHaveForgottenSince(window.begin().visibleAt())
                ? Optional.of(Reload.tooManyChanges())
                : Optional.empty();
    }

    private Multi<Buffer> changes(Caller caller, ReaderState reader, Window window) {
        return feed.elements(window, window.begin(), settings.chunk())
                .onItem()
                .transformToMulti(first -> isLast(first) && first.size() <= settings.maxChanges()
                        ? whole(reader, window, first)
                        : counted(caller, reader, window, first));
    }

    private Multi<Buffer> whole(ReaderState reader, Window window, List<Element> elements) {
        metrics.served(elements.size());
        return Multi.createFrom()
                .item(AnswerWriter.start(reader.watermark())
                        .appendBuffer(AnswerWriter.elements(elements, false))
                        .appendBuffer(AnswerWriter.end(next(reader, window))));
    }

    private static String next(ReaderState reader, Window window) {
        return CursorFormat.write(Cursor.afterAll(reader, window.startDates().keySet()), window.companyId());
    }

    private Multi<Buffer> counted(Caller caller, ReaderState reader, Window window, List<Element> first) {
        return feed.count(window, settings.maxChanges() + 1)
                .onItem()
                .transformToMulti(count -> count > settings.maxChanges()
                        ? reload(caller, reader, Reload.tooManyChanges())
                        : inParts(reader, window, first));
    }

    private Multi<Buffer> inParts(ReaderState reader, Window window, List<Element> first) {
        metrics.served(first.size());
        var start = AnswerWriter.start(reader.watermark()).appendBuffer(AnswerWriter.elements(first, false));
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(start),
                        rest(window, first),
                        Multi.createFrom().item(AnswerWriter.end(next(reader, window))));
    }

    private Multi<Buffer> rest(Window window, List<Element> first) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(first), before -> elementsAfter(window, before))
                .whilst(elements -> !isLast(elements))
                .invoke(elements -> metrics.served(elements.size()))
                .map(elements -> AnswerWriter.elements(elements, true));
    }

    private Uni<List<Element>> elementsAfter(Window window, AtomicReference<List<Element>> before) {
        var elements = before.get();
        return feed.elements(window, elements.get(elements.size() - 1).position(), settings.chunk())
                .invoke(before::set);
    }

    private boolean isLast(List<Element> elements) {
        return elements.size() < settings.chunk();
    }
}
