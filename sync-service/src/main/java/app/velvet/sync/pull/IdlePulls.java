package app.velvet.sync.pull;

import app.velvet.api.token.Caller;
import app.velvet.sync.memory.FeedMemory;
import app.velvet.sync.memory.Recollection;
import app.velvet.sync.pull.Opening.Telling;
import app.velvet.sync.pull.Question.Changes;
import app.velvet.sync.pull.ReaderState.Device;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Answers that nothing is new from what this replica remembers, as of the moment that it remembers. Whatever else the answer
 * could be is left to the database.
 */
@ApplicationScoped
class IdlePulls {

    private final FeedMemory memory;
    private final PullMetrics metrics;

    IdlePulls(FeedMemory memory, PullMetrics metrics) {
        this.memory = memory;
        this.metrics = metrics;
    }

    /** Empty if something may be new, or nothing is known. */
    Optional<Telling> find(Caller caller, Pull pull) {
        if (!(pull.question() instanceof Changes asked)) {
            return Optional.empty();
        }
        var nothing = memory.find(caller).flatMap(known -> find(caller, asked, pull.manner(), known));
        nothing.ifPresent(found -> metrics.remembered());
        return nothing;
    }

    private static Optional<Telling> find(Caller caller, Changes asked, Manner manner, Recollection known) {
        if (isAhead(asked, known.watermark())) {
            return Optional.empty();
        }
        var reader = reader(known);
        var window = Window.of(caller, reader, asked);
        return known.isUnchangedSince(window.begin().visibleAt())
                        && ReasonToReload.find(reader, asked, window).isEmpty()
                ? Optional.of(
                        Telling.nothing(caller, reader, window, manner.limit().isPresent()))
                : Optional.empty();
    }

    /** Another replica was further, or the device's clock is: an earlier time would be a step back. */
    private static boolean isAhead(Changes asked, Instant watermark) {
        return Stream.concat(asked.cursor().map(Cursor::watermark).stream(), asked.startDates().values().stream())
                .anyMatch(time -> time.isAfter(watermark));
    }

    /** The rights to full forms are not remembered: there is nothing to be shown in any form. */
    private static ReaderState reader(Recollection known) {
        return new ReaderState(
                known.epoch(),
                known.watermark(),
                known.keys(),
                Set.of(),
                Device.ACKNOWLEDGED,
                false,
                known.expired(),
                known.forgottenUntil());
    }

    /** That this device was let through to the feed: it may be answered from memory next time. */
    void remember(Opening opening) {
        if (opening instanceof Telling telling) {
            memory.want(telling.caller());
        }
    }
}
