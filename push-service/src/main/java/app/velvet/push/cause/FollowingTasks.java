package app.velvet.push.cause;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.push.notification.NotificationConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What contacts-service publishes of tasks. */
@ApplicationScoped
class FollowingTasks implements ChangeHandler {

    private static final String CONSUMER = "push-service.tasks";

    private final History history;
    private final Tasks tasks;

    FollowingTasks(Tasks tasks, Clock clock, NotificationConfig config) {
        this.tasks = tasks;
        this.history = new History(CONSUMER, clock, config.expiry());
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return Set.of("contacts.changes");
    }

    @Override
    public boolean stopsCompanies() {
        return false;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        for (var change : changes) {
            if (change.className().equals(Tasks.CLASS_NAME)) {
                tasks.apply(transaction, change, history.isNews(transaction, change));
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, Tasks.TABLE, Tasks.CLASS_NAME, resynchronisation);
    }
}
