package app.velvet.events.command;

import app.velvet.events.command.CommandOutcome.Verdict;
import java.time.Duration;
import java.util.Collection;

/**
 * Notices that a service is there again that gave no answer, so that what waits for it need not wait for its next turn. That
 * happens once per longest pause at most: a command that the service dies of gains nothing by it. Not thread-safe.
 */
final class Comeback {

    private final Duration longestRetry;
    private boolean awaited;
    private long noticedAt;

    Comeback(Duration longestRetry) {
        this.longestRetry = longestRetry;
        this.noticedAt = System.nanoTime() - longestRetry.toNanos();
    }

    /** @param outcomes of tries that were made at once, the latest ones */
    boolean isIn(Collection<CommandOutcome> outcomes) {
        boolean wasAwaited = awaited;
        boolean accepted = outcomes.stream().anyMatch(outcome -> outcome.verdict() == Verdict.ACCEPTED);
        awaited = !accepted && (awaited || outcomes.stream().anyMatch(CommandOutcome::isMissing));
        if (!wasAwaited || !accepted || System.nanoTime() - noticedAt < longestRetry.toNanos()) {
            return false;
        }
        noticedAt = System.nanoTime();
        return true;
    }

    /** Whether the service has not been heard of since it gave no answer. */
    boolean isAwaited() {
        return awaited;
    }
}
