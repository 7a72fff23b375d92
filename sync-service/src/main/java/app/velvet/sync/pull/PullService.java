package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.acknowledgment.Acknowledgments;
import app.velvet.sync.pull.Opening.Reloading;
import app.velvet.sync.pull.Opening.Telling;
import app.velvet.sync.pull.Question.Changes;
import app.velvet.sync.pull.Question.Unanswerable;
import app.velvet.sync.pull.RememberedReaders.Remembered;
import app.velvet.sync.waiting.Ending;
import app.velvet.sync.waiting.WaitingPolls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.OptionalInt;

/** Answers pulls of changes. */
@ApplicationScoped
class PullService {

    /** What can be waited. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private final RememberedReaders remembered;
    private final FeedQuery feed;
    private final Acknowledgments acknowledgments;
    private final SyncSettings settings;
    private final AnswerStream answers;
    private final WaitingPolls polls;
    private final Admission admission;
    private final PullMetrics metrics;

    PullService(
            RememberedReaders remembered,
            FeedQuery feed,
            Acknowledgments acknowledgments,
            SyncSettings settings,
            AnswerStream answers,
            WaitingPolls polls,
            Admission admission,
            PullMetrics metrics) {
        this.remembered = remembered;
        this.feed = feed;
        this.acknowledgments = acknowledgments;
        this.settings = settings;
        this.answers = answers;
        this.polls = polls;
        this.admission = admission;
        this.metrics = metrics;
    }

    /**
     * The answer in parts, which together are one JSON object. The next part is read when the one before has been taken, by
     * a short statement of its own. Nothing is written before the waiting is over, so that until then it may fail with a
     * refusal.
     */
    Multi<Buffer> pull(Caller caller, Pull pull) {
        return openInTime(caller, pull, Deadline.in(pull.manner().patience()))
                .onItem()
                .transformToMulti(answers::of);
    }

    private Uni<Opening> openInTime(Caller caller, Pull pull, Deadline deadline) {
        return open(caller, pull)
                .chain(opening -> opening instanceof Telling telling && telling.isEmpty()
                        ? waitOn(telling, pull, deadline)
                        : Uni.createFrom().item(opening));
    }

    /** What woke it need not be anything new to this reader, as a destroy of what he sees under another key. */
    private Uni<Opening> waitOn(Telling nothing, Pull pull, Deadline deadline) {
        var left = deadline.left();
        if (left.isZero()) {
            return Uni.createFrom().item(nothing);
        }
        var window = nothing.window();
        return polls.advance(window.companyId(), window.watchedKeys(), window.end(), shorter(left, nothing.caller()))
                .chain(ending -> ending == Ending.TURNED_AWAY
                        ? Uni.createFrom().item(nothing)
                        : admission.renew(nothing.caller()).chain(caller -> openInTime(caller, pull, deadline)));
    }

    /** A poll ends with the token that it came with, to be refused. */
    private Duration shorter(Duration patience, Caller caller) {
        var left = admission.timeLeft(caller);
        if (left.compareTo(patience) > 0) {
            return patience;
        }
        return left.compareTo(LEAST) > 0 ? left : LEAST;
    }

    /** How the answer begins, if it need not wait. */
    Uni<Opening> open(Caller caller, Pull pull) {
        return remembered
                .find(caller, pull)
                .map(known -> open(caller, known, pull.manner().limit()))
                .orElseGet(() -> read(caller, pull));
    }

    private Uni<Opening> open(Caller caller, Remembered known, OptionalInt limit) {
        if (known.hasNothingNew()) {
            metrics.remembered();
            return Uni.createFrom().item(Telling.nothing(caller, known.reader(), known.window(), limit.isPresent()));
        }
        return begin(caller, known.reader(), known.window(), limit);
    }

    private Uni<Opening> read(Caller caller, Pull pull) {
        return feed.readerState(caller)
                .call(reader -> noteDevice(caller, reader))
                .chain(reader -> open(caller, reader, pull))
                .invoke(remembered::remember);
    }

    private Uni<Void> noteDevice(Caller caller, ReaderState reader) {
        return reader.seenLongAgo()
                ? acknowledgments.deviceSeen(caller)
                : Uni.createFrom().voidItem();
    }

    private Uni<Opening> open(Caller caller, ReaderState reader, Pull pull) {
        if (pull.question() instanceof Unanswerable unanswerable) {
            return Uni.createFrom().item(new Reloading(caller, reader, unanswerable.reload()));
        }
        var asked = (Changes) pull.question();
        var window = Window.of(caller, reader, asked);
        return ReasonToReload.find(reader, asked, window)
                .map(reload -> Uni.createFrom().<Opening>item(new Reloading(caller, reader, reload)))
                .orElseGet(() -> begin(caller, reader, window, pull.manner().limit()));
    }

    private Uni<Opening> begin(Caller caller, ReaderState reader, Window window, OptionalInt limit) {
        var log = new ActivityLog(
                (after, most) -> feed.elements(window, after, most), window.begin(), settings.chunk(), limit);
        return log.begin()
                .map(begun -> new Telling(caller, reader, window, limit.isPresent(), begun))
                .chain(this::refuseIfTooMuch);
    }

    /** A page is never too much. */
    private Uni<Opening> refuseIfTooMuch(Telling telling) {
        var isKnownToFit = telling.log().isOver() && telling.log().firstSize() <= settings.maxChanges();
        if (telling.paged() || isKnownToFit) {
            return Uni.createFrom().item(telling);
        }
        return feed.count(telling.window(), settings.maxChanges() + 1)
                .map(count -> count > settings.maxChanges()
                        ? new Reloading(telling.caller(), telling.reader(), Reload.tooManyChanges())
                        : telling);
    }
}
