package app.velvet.contacts.contact;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.note.NoteSubject;
import app.velvet.contacts.note.Noted;
import app.velvet.contacts.note.NotedThing;
import app.velvet.events.ChangeEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Notes are about contacts, which tell of them; a note is no change of its contact: {@code updated_at} stays. */
@ApplicationScoped
class NotedContacts implements Noted {

    private final ContactRepository contacts;

    NotedContacts(ContactRepository contacts) {
        this.contacts = contacts;
    }

    @Override
    public NoteSubject subject() {
        return NoteSubject.CONTACT;
    }

    @Override
    public Uni<Optional<NotedThing>> find(long companyId, long id) {
        return contacts.find(companyId, id).map(found -> found.map(NotedContact::new));
    }

    @Override
    public Uni<Optional<NotedThing>> hold(long companyId, long id) {
        return contacts.findForUpdate(companyId, id).map(found -> found.map(NotedContact::new));
    }

    private final class NotedContact implements NotedThing {

        private final Contact contact;
        private final Snapshot before;

        private NotedContact(Contact contact) {
            this.contact = contact;
            this.before = Snapshot.of(contact);
        }

        @Override
        public Set<Audience> audience() {
            return contact.audience();
        }

        @Override
        public String eventName() {
            return null;
        }

        @Override
        public Uni<List<ChangeEvent>> notesChanged(Long actorId) {
            return contacts.withNotesOfNow(contact)
                    .map(noted -> ContactChanges.between(before, Snapshot.of(noted), actorId));
        }
    }
}
