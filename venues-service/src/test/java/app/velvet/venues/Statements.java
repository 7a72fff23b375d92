package app.velvet.venues;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/** The SQL that Hibernate sends while this is open, for whomever. */
public final class Statements extends Handler implements AutoCloseable {

    private static final Pattern PARAMETER =
            Pattern.compile("binding parameter \\((\\d+):\\w+\\) <- \\[(.*)]", Pattern.DOTALL);

    private final List<Logger> loggers =
            List.of(Logger.getLogger("org.hibernate.SQL"), Logger.getLogger("org.hibernate.orm.jdbc.bind"));
    private final ThreadLocal<TreeMap<Integer, String>> parameters = ThreadLocal.withInitial(TreeMap::new);
    private final List<Sent> sent = new CopyOnWriteArrayList<>();

    /** @param parameters as text, in order */
    public record Sent(String sql, List<String> parameters) {}

    public Statements() {
        for (var logger : loggers) {
            logger.setLevel(Level.FINEST);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }
    }

    /** What is sent while this is done. */
    public static List<Sent> during(Runnable work) {
        try (var statements = new Statements()) {
            work.run();
            return statements.sent();
        }
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** A thread binds the parameters of a statement before it logs it. */
    @Override
    public void publish(LogRecord record) {
        var message = ExtLogRecord.wrap(record).getFormattedMessage();
        var parameter = PARAMETER.matcher(message);
        if (parameter.matches()) {
            parameters.get().put(Integer.valueOf(parameter.group(1)), parameter.group(2));
        } else {
            sent.add(new Sent(message, List.copyOf(parameters.get().values())));
            parameters.remove();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        for (var logger : loggers) {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
            logger.setLevel(null);
        }
    }
}
