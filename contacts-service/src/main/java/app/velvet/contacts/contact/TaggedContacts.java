package app.velvet.contacts.contact;

import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.tag.Tagged;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** A removed tag leaves contacts without counting as a change of theirs: {@code updated_at} stays. */
@ApplicationScoped
class TaggedContacts implements Tagged {

    private final ContactRepository contacts;
    private final Outbox outbox;

    TaggedContacts(ContactRepository contacts, Outbox outbox) {
        this.contacts = contacts;
        this.outbox = outbox;
    }

    @Override
    public Uni<Optional<Long>> leave(long companyId, long tagId, long afterId, int limit, long actorId) {
        return contacts.taggedForUpdate(companyId, tagId, afterId, limit)
                .call(tagged -> outbox.append(changes(tagged, tagId, actorId)))
                .map(tagged -> tagged.size() < limit
                        ? Optional.empty()
                        : Optional.of(tagged.get(limit - 1).id()));
    }

    private static List<ChangeEvent> changes(List<Contact> tagged, long tagId, long actorId) {
        return tagged.stream()
                .flatMap(contact -> change(contact, tagId, actorId).stream())
                .toList();
    }

    private static List<ChangeEvent> change(Contact contact, long tagId, long actorId) {
        var before = Snapshot.of(contact);
        contact.removeTag(tagId);
        return ContactChanges.between(before, Snapshot.of(contact), actorId);
    }
}
