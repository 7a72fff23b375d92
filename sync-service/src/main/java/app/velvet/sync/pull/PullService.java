package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import app.velvet.events.Partitions;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.acknowledgment.Acknowledgments;
import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Element.Position;
import app.velvet.sync.pull.Question.ChangesSince;
import app.velvet.sync.pull.Question.Unanswerable;
import app.velvet.sync.pull.ReaderState.Device;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
            return reload(reader, unanswerable.reload());
        }
        var startDates = notAfterWatermark(reader, ((ChangesSince) question).startDates());
        return reasonToReload(reader, startDates)
                .map(reload -> reload(reader, reload))
                .orElseGet(() -> changes(reader, window(caller, reader, startDates)));
    }

    private Multi<Buffer> reload(ReaderState reader, Reload reload) {
        metrics.reload(reload.reason());
        return Multi.createFrom().item(AnswerWriter.reload(reader.watermark(), reload));
    }

    private static Map<FeedClass, Instant> notAfterWatermark(ReaderState reader, Map<FeedClass, Instant> startDates) {
        var limited = new EnumMap<FeedClass, Instant>(startDates);
        limited.replaceAll((feedClass, startDate) -> reader.notAfterWatermark(startDate));
        return limited;
    }

    private static Optional<Reload> reasonToReload(ReaderState reader, Map<FeedClass, Instant> startDates) {
        if (reader.device() == Device.FORGOTTEN) {
            return Optional.of(Reload.unknownDevice());
        }
        var unachieved = startDates.keySet().stream()
                .filter(feedClass -> !reader.hasAchieved(feedClass))
                .toList();
        if (unachieved.size() == 1) {
            return Optional.of(Reload.noAchievements(unachieved.get(0)));
        }
        if (!unachieved.isEmpty()) {
            return Optional.of(Reload.noAchievementsAtSomeClasses());
        }
        return startDates.values().stream().anyMatch(reader::mayHaveForgottenSince)
                ? Optional.of(Reload.tooManyChanges())
                : Optional.empty();
    }

    private static Window window(Caller caller, ReaderState reader, Map<FeedClass, Instant> startDates) {
        return new Window(
                Partitions.of(caller.companyId()),
                caller.companyId(),
                reader.keys(),
                reader.grants(),
                startDates,
                reader.watermark());
    }

    private Multi<Buffer> changes(ReaderState reader, Window window) {
        return feed.elements(window, Position.before(window.start()), settings.chunk())
                .onItem()
                .transformToMulti(first -> isLast(first) && first.size() <= settings.maxChanges()
                        ? whole(reader, first)
                        : counted(reader, window, first));
    }

    private Multi<Buffer> whole(ReaderState reader, List<Element> elements) {
        metrics.served(elements.size());
        return Multi.createFrom()
                .item(AnswerWriter.start(reader.watermark())
                        .appendBuffer(AnswerWriter.elements(elements, false))
                        .appendBuffer(AnswerWriter.end()));
    }

    private Multi<Buffer> counted(ReaderState reader, Window window, List<Element> first) {
        return feed.count(window, settings.maxChanges() + 1)
                .onItem()
                .transformToMulti(count -> count > settings.maxChanges()
                        ? reload(reader, Reload.tooManyChanges())
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
                        Multi.createFrom().item(AnswerWriter.end()));
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
