package app.velvet.venues.contact;

import static java.util.stream.Collectors.toMap;

import app.velvet.events.consumer.ChangeHandler;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.events.consumer.Resynchronisation;
import app.velvet.events.outbox.JdbcOutbox;
import app.velvet.venues.contact.CopiedClass.Changed;
import app.velvet.venues.derived.DerivedChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** What contacts-service publishes: who guests are, and what staff have to say of them and of their bookings. */
@ApplicationScoped
class FollowingContacts implements ChangeHandler {

    private static final String CONSUMER = "venues-service.contacts";

    private final Map<String, CopiedClass> copies = Stream.of(
                    new CopiedContacts(),
                    new CopiedTags(),
                    new CopiedQualifications(),
                    new CopiedNotes(),
                    new CopiedTasks())
            .collect(toMap(CopiedClass::className, Function.identity()));
    private final DerivedChanges derived;
    private final JdbcOutbox outbox;

    FollowingContacts(DerivedChanges derived, JdbcOutbox outbox) {
        this.derived = derived;
        this.outbox = outbox;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public Set<String> topics() {
        return Set.of("contacts.changes");
    }

    /** A change left out could show the phone of a guest to somebody for good. */
    @Override
    public boolean stopsCompanies() {
        return true;
    }

    @Override
    public void apply(Connection transaction, List<ChangeRecord> changes) throws SQLException {
        var changed = new TreeMap<Long, Changed>();
        for (var change : changes) {
            var copy = copies.get(change.className());
            if (copy != null) {
                copy.apply(transaction, change, changed.computeIfAbsent(change.companyId(), company -> new Changed()));
            }
        }
        for (var company : changed.entrySet()) {
            request(transaction, company.getKey(), company.getValue());
        }
    }

    @Override
    public void sweep(Connection transaction, Resynchronisation resynchronisation) throws SQLException {
        var changed = new Changed();
        for (var copy : copies.values()) {
            copy.sweep(transaction, resynchronisation, changed);
        }
        request(transaction, resynchronisation.companyId(), changed);
    }

    private void request(Connection transaction, long companyId, Changed changed) throws SQLException {
        for (var ids : changed.byClass().entrySet()) {
            derived.request(transaction, companyId, ids.getKey(), ids.getValue());
        }
        outbox.append(transaction, changed.toBeTold(), null);
    }
}
