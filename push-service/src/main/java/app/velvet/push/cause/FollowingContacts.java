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

/** What contacts-service publishes: how contacts are called, who looks after them, and which are imported. */
@ApplicationScoped
class FollowingContacts implements ChangeHandler {

    private static final String CONSUMER = "push-service.contacts";

    private final History history;
    private final ContactOwners owners;
    private final ContactImports imports;

    FollowingContacts(ContactOwners owners, ContactImports imports, Clock clock, NotificationConfig config) {
        this.history = new History(CONSUMER, clock, config.expiry());
        this.owners = owners;
        this.imports = imports;
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
            switch (change.className()) {
                case ContactNames.CLASS_NAME -> ContactNames.apply(transaction, change);
                case ContactOwners.CLASS_NAME -> owners.apply(transaction, change, history.isNews(transaction, change));
                case ContactImports.CLASS_NAME ->
                    imports.apply(transaction, change, history.isNews(transaction, change));
                default -> {}
            }
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        Copies.sweep(transaction, ContactNames.TABLE, ContactNames.CLASS_NAME, resynchronisation);
        Copies.sweep(transaction, ContactOwners.TABLE, ContactOwners.CLASS_NAME, resynchronisation);
        Copies.sweep(transaction, ContactImports.TABLE, ContactImports.CLASS_NAME, resynchronisation);
    }
}
