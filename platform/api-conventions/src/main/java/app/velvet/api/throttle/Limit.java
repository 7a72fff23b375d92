package app.velvet.api.throttle;

import java.time.Duration;

/**
 * So many tries of something and no more.
 *
 * @param subject what is tried, e.g. {@code sign-in from 10.1.2.3}, without regard to case; only a hash of it is stored
 * @param most how many there may be that count, one at least
 * @param countsFor how long each of them counts
 */
public record Limit(String subject, int most, Duration countsFor) {}
