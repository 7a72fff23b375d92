package app.velvet.events.command;

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
        requireBetween("answer-timeout", answerTimeout, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("lease", lease, answerTimeout.plusMillis(1), Duration.ofHours(1));
        requireBetween("poll", poll, Duration.ofMillis(10), Duration.ofMinutes(1));
        requireBetween("first-retry", firstRetry, Duration.ofMillis(1), Duration.ofHours(1));
        requireBetween("longest-retry", longestRetry, firstRetry, Duration.ofHours(24));
    }

    static CommandSettings of(CommandConfig config) {
        return new CommandSettings(
                config.lease(), config.poll(), config.answerTimeout(), config.firstRetry(), config.longestRetry());
    }

    private static void requireBetween(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("velvet.command." + name + " is not between " + least + " and " + most);
        }
    }
}
