package app.velvet.events;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The threads without which an application does only half its work. They catch what they can go on after; what ends one
 * nevertheless, an {@link Error} as a rule, leaves the application not alive, so that whoever looks after it starts it
 * again. Thread-safe.
 */
@Singleton
public class VitalThreads {

    private static final Logger LOG = Logger.getLogger(VitalThreads.class);

    private final Map<String, Throwable> dead = new ConcurrentHashMap<>();

    /** A daemon, to be started by the caller; it may end by returning. */
    public Thread thread(String name, Runnable work) {
        var thread = new Thread(watched(name, work), name);
        thread.setDaemon(true);
        return thread;
    }

    /** The same for a task of an executor, which otherwise keeps the failure to itself and does not call it again. */
    public Runnable watched(String name, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Throwable death) {
                dead.put(name, death);
                LOG.errorf(death, "%s has ended, and the application is not alive any more without it", name);
                throw death;
            }
        };
    }

    /** What ended them, by their names; empty as long as all is well. */
    public Map<String, Throwable> dead() {
        return Map.copyOf(dead);
    }
}
