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
import java.util.stream.Stream;

/**
 * How pulls stand to the feed by what this replica remembers, as of the moment that it remembers. Where that is not enough to tell
 * changes, or that there are none, the answer is left to the database.
 */
@ApplicationScoped
class RememberedReaders {

    private final FeedMemory memory;

    RememberedReaders(FeedMemory memory) {
        this.memory = memory;
    }

    /**
     * A reader to whom changes can be told.
     *
     * @param window what he asks for
     */
    record Remembered(ReaderState reader, Window window) {

        boolean hasNothingNew() {
            return window.isKnownToBeEmpty();
        }
    }

    /** Empty if only the database can tell. */
    Optional<Remembered> find(Caller caller, Pull pull) {
        return pull.question() instanceof Changes asked
                ? memory.find(caller).flatMap(known -> find(caller, asked, known))
                : Optional.empty();
    }

    private static Optional<Remembered> find(Caller caller, Changes asked, Recollection known) {
        if (isAhead(asked, known.watermark())) {
            return Optional.empty();
        }
        var reader = reader(known);
        var window = Window.of(caller, reader, asked);
        return ReasonToReload.find(reader, asked, window).isPresent()
                ? Optional.empty()
                : Optional.of(new Remembered(
                        reader,
                        window.withAdvancedKeys(
                                known.keysAdvancedSince(window.begin().visibleAt()))));
    }

    /** Another replica was further, or the device's clock is: an earlier time would be a step back. */
    private static boolean isAhead(Changes asked, Instant watermark) {
        return Stream.concat(asked.cursor().map(Cursor::watermark).stream(), asked.startDates().values().stream())
                .anyMatch(time -> time.isAfter(watermark));
    }

    private static ReaderState reader(Recollection known) {
        return new ReaderState(
                known.epoch(),
                known.watermark(),
                known.keys(),
                known.grants(),
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
