package app.velvet.sync.waiting;

import app.velvet.events.VitalThreads;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.memory.FeedMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The polls that wait in one replica, which looks for advances when it is told to. */
public final class TestPolls {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final WaitingPolls polls;
    private final FeedMemory memory;
    private final AdvanceWatcher watcher;

    public TestPolls(DataSource database, SyncSettings settings) {
        polls = new WaitingPolls(settings, metrics);
        memory = new FeedMemory(settings);
        watcher = new AdvanceWatcher(polls, memory, database, settings, new VitalThreads());
    }

    public WaitingPolls polls() {
        return polls;
    }

    /** What the replica remembers, as of its last look. */
    public FeedMemory memory() {
        return memory;
    }

    /** Wakes whom something concerns that has advanced. */
    public void look() {
        try {
            watcher.look();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As when the replica stops. */
    public void close() {
        polls.close();
    }

    public int waiting() {
        return (int) metrics.get("velvet.sync.polls.waiting").gauge().value();
    }

    public int woken() {
        return (int) metrics.get("velvet.sync.polls.woken").counter().count();
    }
}
