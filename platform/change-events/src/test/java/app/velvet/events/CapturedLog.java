package app.velvet.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What one class logs while this is open. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public CapturedLog(Class<?> logging) {
        this.logger = Logger.getLogger(logging.getName());
        logger.addHandler(this);
    }

    /** The messages of at least that level, in order. */
    public List<String> messages(Level least) {
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= least.intValue())
                .map(record -> ExtLogRecord.wrap(record).getFormattedMessage())
                .toList();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
