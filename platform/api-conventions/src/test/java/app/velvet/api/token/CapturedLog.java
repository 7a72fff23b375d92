package app.velvet.api.token;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Everything that is logged between start and stop, stack traces and fields included. */
class CapturedLog extends Handler {

    private final StringBuffer text = new StringBuffer();
    private final Map<Logger, Level> levels = new HashMap<>();
    private final Logger root = Logger.getLogger("");

    CapturedLog() {
        setLevel(Level.ALL);
    }

    void start(Level level, String... categories) {
        for (var category : categories) {
            var logger = Logger.getLogger(category);
            levels.putIfAbsent(logger, logger.getLevel());
            logger.setLevel(level);
        }
        root.removeHandler(this);
        root.addHandler(this);
    }

    void stop() {
        root.removeHandler(this);
        levels.forEach(Logger::setLevel);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord record) {
        var written = new StringWriter();
        var lines = new PrintWriter(written);
        lines.println(record.getLoggerName());
        if (record instanceof ExtLogRecord extended) {
            lines.println(extended.getFormattedMessage());
            lines.println(extended.getMdcCopy());
        } else {
            lines.println(record.getMessage());
        }
        if (record.getParameters() != null) {
            for (var parameter : record.getParameters()) {
                lines.println(parameter);
            }
        }
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(lines);
        }
        text.append(written);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
