package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.permission.Audience;
import app.velvet.api.token.Caller;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.derived.Origin;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What those need of contacts who work on them: logs and tasks. All in the caller's session. */
@ApplicationScoped
public class ContactsAtWork {

    /** The class whose changes they follow. */
    public static final String CLASS_NAME = ContactChanges.CONTACT;

    private final ContactRepository contacts;

    ContactsAtWork(ContactRepository contacts) {
        this.contacts = contacts;
    }

    /** Who may see a contact; empty if there is no such contact. */
    public Uni<Optional<Set<Audience>>> findAudience(Origin contact) {
        return contacts.find(contact.companyId(), contact.id()).map(found -> found.map(Contact::audience));
    }

    /** What a contact is called, which may be nothing; empty if there is no such contact. */
    public Uni<Optional<Optional<String>>> findName(Origin contact) {
        return contacts.find(contact.companyId(), contact.id())
                .map(found -> found.map(one -> Optional.ofNullable(one.name().full())));
    }

    /**
     * What those of these contacts are called that the caller may see, by id; who has no name is called nothing. They are
     * neither renamed nor removed until the end of the transaction.
     */
    public Uni<Map<Long, Optional<String>>> holdNames(Caller caller, Collection<Long> ids) {
        return contacts.findForUse(new ContactAccess(caller), ids)
                .map(found -> found.stream()
                        .collect(toMap(
                                Contact::id,
                                contact -> Optional.ofNullable(contact.name().full()))));
    }

    /** Empty if there is no such contact. */
    public Uni<Optional<HeldContact>> hold(long companyId, long id) {
        return contacts.findForUpdate(companyId, id).map(found -> found.map(LoggedContact::new));
    }

    private final class LoggedContact implements HeldContact {

        private final Contact contact;
        private final Snapshot before;

        private LoggedContact(Contact contact) {
            this.contact = contact;
            this.before = Snapshot.of(contact);
        }

        @Override
        public long id() {
            return contact.id();
        }

        @Override
        public Set<Audience> audience() {
            return contact.audience();
        }

        @Override
        public Uni<List<ChangeEvent>> lastLoggedAt(Instant latest, Long actorId) {
            if (Objects.equals(contact.statistics().lastUpdate(), latest)) {
                return Uni.createFrom().item(List.of());
            }
            return contacts.storeLastUpdate(contact, latest)
                    .map(updated -> ContactChanges.between(before, Snapshot.of(updated), actorId));
        }
    }
}
