package app.velvet.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** All that the service logs from now on until this is closed. */
public final class Logged extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public Logged() {
        ROOT.addHandler(this);
    }

    /** Fails if any of these stands in what was logged. */
    public void requireNone(String... secrets) {
        for (var line : lines) {
            for (var secret : secrets) {
                assertFalse(line.contains(secret), () -> secret + " was logged: " + line);
            }
        }
    }

    /** Whether a line holds this. */
    public boolean holds(String part) {
        return lines.stream().anyMatch(line -> line.contains(part));
    }

    @Override
    public void publish(LogRecord logged) {
        var failure = logged.getThrown() == null ? "" : " " + logged.getThrown();
        lines.add(ExtLogRecord.wrap(logged).getFormattedMessage() + failure);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
