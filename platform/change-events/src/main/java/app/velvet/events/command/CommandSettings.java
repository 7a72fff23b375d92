package app.velvet.events.command;

import static app.velvet.api.setting.Bounds.requireBetween;

import java.time.Duration;

/**
 * How commands are delivered.
 *
 * @param lease when what a dead sender had claimed is delivered again; longer than {@code answerTimeout}
 * @param poll how long a due command waits at most if nobody was woken for it
 * @param answerTimeout how long the service may take to answer
 * @param firstRetry how long after a failure it is tried again; each further time twice as long
 * @param longestRetry the most that is waited between two tries; not for that long once a service answers again that gave no
 *     answer
 */
public record CommandSettings(
        Duration lease, Duration poll, Duration answerTimeout, Duration firstRetry, Duration longestRetry) {

    /** @throws IllegalArgumentException if a value is out of its bounds */
    public CommandSettings {
        requireBetween("velvet.command.answer-timeout", answerTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("velvet.command.lease", lease, answerTimeout.plusMillis(1), Duration.ofHours(1));
        requireBetween("velvet.command.poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("velvet.command.first-retry", firstRetry, Duration.ofMillis(1), Duration.ofHours(1));
        requireBetween("velvet.command.longest-retry", longestRetry, firstRetry, Duration.ofHours(24));
    }

    static CommandSettings of(CommandConfig config) {
        return new CommandSettings(
                config.lease(), config.poll(), config.answerTimeout(), config.firstRetry(), config.longestRetry());
    }
}
