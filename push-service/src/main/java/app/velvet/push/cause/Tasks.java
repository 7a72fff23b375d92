package app.velvet.push.cause;

import app.velvet.api.permission.Right;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeData;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.push.notification.Announcement;
import app.velvet.push.notification.Announcer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Tasks are given to somebody, and he is told. */
@ApplicationScoped
class Tasks {

    static final String CLASS_NAME = "Task";
    static final String TABLE = "task";

    private final Announcer announcer;

    Tasks(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * Nobody is told of an update of something that is not known here, nor of one that nobody made: then a restored service
     * names again what it has.
     *
     * @param tells whether anybody is told
     */
    void apply(Connection transaction, ChangeRecord change, boolean tells) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var data = ChangeData.of(change);
        var known = findOwner(transaction, change);
        long ownerId = data.requireId("owner_id");
        if (known.equals(OptionalLong.of(ownerId))) {
            return;
        }
        store(transaction, change, ownerId);
        boolean isGiven = known.isPresent() ? change.actorId() != null : change.action() == Action.CREATE;
        if (tells && isGiven) {
            tell(transaction, change, data, ownerId);
        }
    }

    private void tell(Connection transaction, ChangeRecord change, ChangeData data, long ownerId) throws SQLException {
        var task = Quoted.listed(data.text("category"), data.text("contact_name"));
        var sentence = Readers.actor(transaction, change) + " gave you a task";
        var message = task.isEmpty() ? sentence : sentence + ": " + task;
        announcer.announce(
                transaction,
                Announcement.of(change, "New task", message),
                Readers.among(transaction, change, Right.READ_TASKS, ownerId));
    }

    private static OptionalLong findOwner(Connection transaction, ChangeRecord change) throws SQLException {
        var select = "select owner_id from task where company_id = ? and id = ?";
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, change.companyId());
            query.setLong(2, change.id());
            try (var row = query.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong("owner_id")) : OptionalLong.empty();
            }
        }
    }

    private static void store(Connection transaction, ChangeRecord change, long ownerId) throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into task (company_id, id, owner_id)
                values (?, ?, ?)
                on conflict on constraint pk_task do update set owner_id = excluded.owner_id
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, ownerId);
            statement.executeUpdate();
        }
    }
}
