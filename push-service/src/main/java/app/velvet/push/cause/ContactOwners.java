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
import java.util.List;

/** Contacts are given to somebody to look after, and he is told. */
@ApplicationScoped
class ContactOwners {

    static final String CLASS_NAME = "ContactOwner";
    static final String TABLE = "contact_owner";

    private final Announcer announcer;

    ContactOwners(Announcer announcer) {
        this.announcer = announcer;
    }

    /**
     * Who looks after a contact already, at another venue maybe, is not told again. Neither is anybody told by an update of
     * something that is not known here: then a restored service names again what it has.
     *
     * @param tells whether anybody is told
     */
    void apply(Connection transaction, ChangeRecord change, boolean tells) throws SQLException {
        if (change.action() == Action.DESTROY) {
            Copies.delete(transaction, TABLE, change);
            return;
        }
        var data = ChangeData.of(change);
        long contactId = data.requireId("contact_id");
        long userId = data.requireId("user_id");
        boolean isGiven = change.action() == Action.CREATE || isKnown(transaction, change);
        boolean tellsOwner = tells && isGiven && !owns(transaction, change.companyId(), contactId, userId);
        store(transaction, change, contactId, userId);
        if (tellsOwner && Readers.mayBeTold(transaction, change, userId, Right.READ_CONTACTS)) {
            tell(transaction, change, contactId, userId);
        }
    }

    private void tell(Connection transaction, ChangeRecord change, long contactId, long userId) throws SQLException {
        var actor = Readers.actorName(transaction, change);
        var contact =
                ContactNames.find(transaction, change.companyId(), contactId).orElse("a contact");
        var message = actor == null ? "You now look after " + contact : actor + " gave you " + contact;
        announcer.announce(transaction, Announcement.of(change, "New contact", message), List.of(userId));
    }

    private static boolean isKnown(Connection transaction, ChangeRecord change) throws SQLException {
        return exists(transaction, "id = ?", change.companyId(), change.id());
    }

    private static boolean owns(Connection transaction, long companyId, long contactId, long userId)
            throws SQLException {
        return exists(transaction, "contact_id = ? and user_id = ?", companyId, contactId, userId);
    }

    private static boolean exists(Connection transaction, String condition, long companyId, long... values)
            throws SQLException {
        var select = "select 1 from contact_owner where company_id = ? and " + condition;
        try (var query = transaction.prepareStatement(select)) {
            query.setLong(1, companyId);
            for (int i = 0; i < values.length; i++) {
                query.setLong(i + 2, values[i]);
            }
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void store(Connection transaction, ChangeRecord change, long contactId, long userId)
            throws SQLException {
        try (var statement = transaction.prepareStatement("""
                insert into contact_owner (company_id, id, contact_id, user_id)
                values (?, ?, ?, ?)
                on conflict on constraint pk_contact_owner do update
                   set contact_id = excluded.contact_id, user_id = excluded.user_id
                """)) {
            statement.setLong(1, change.companyId());
            statement.setLong(2, change.id());
            statement.setLong(3, contactId);
            statement.setLong(4, userId);
            statement.executeUpdate();
        }
    }
}
