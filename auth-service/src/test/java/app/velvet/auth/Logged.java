package app.velvet.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/** All that the service logs from now on until this is closed. */
public final class Logged extends Handler implements AutoCloseable {

    private static final String OURS = Logged.class.getPackageName() + ".";
    private static final Logger ROOT = Logger.getLogger("");

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private record Line(String logger, String text) {}

    public Logged() {
        ROOT.addHandler(this);
    }

    /** Fails if any of these stands in what was logged. */
    public void requireNone(String... secrets) {
        for (var line : lines) {
            for (var secret : secrets) {
                assertFalse(line.text().contains(secret), () -> secret + " was logged: " + line);
            }
        }
    }

    /**
     * Fails if our own code has logged any of these as a word. For what is so short that it may stand within an id, or be a
     * duration that a library logs.
     */
    public void requireNoWordOfOurs(String... secrets) {
        for (var line : lines) {
            for (var secret : secrets) {
                assertFalse(
                        line.logger().startsWith(OURS)
                                && Pattern.compile("\\b" + secret + "\\b")
                                        .matcher(line.text())
                                        .find(),
                        () -> secret + " was logged: " + line);
            }
        }
    }

    /** Whether a line holds this. */
    public boolean holds(String part) {
        return times(part) > 0;
    }

    /** How many lines hold this. */
    public long times(String part) {
        return lines.stream().filter(line -> line.text().contains(part)).count();
    }

    @Override
    public void publish(LogRecord logged) {
        var failure = logged.getThrown() == null ? "" : " " + logged.getThrown();
        lines.add(new Line(
                String.valueOf(logged.getLoggerName()),
                ExtLogRecord.wrap(logged).getFormattedMessage() + failure));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
