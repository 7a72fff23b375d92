package app.velvet.contacts.contact;

import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.contacts.derived.Dependants;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.contacts.tag.TagService;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Contacts follow the end of the tags on them: a removed tag leaves them. */
@ApplicationScoped
class TaggedContacts implements Dependants {

    private final ContactRepository contacts;
    private final Outbox outbox;

    TaggedContacts(ContactRepository contacts, Outbox outbox) {
        this.contacts = contacts;
        this.outbox = outbox;
    }

    @Override
    public String className() {
        return ContactChanges.CONTACT;
    }

    @Override
    public boolean follow(String originClass, Aspect aspect) {
        return originClass.equals(TagService.CLASS_NAME) && aspect == Aspect.EXISTENCE;
    }

    @Override
    public Uni<Optional<Long>> bringUpToDate(Origin tag, long afterId, int limit, Long actorId) {
        return contacts.taggedForUpdate(tag.companyId(), tag.id(), afterId, limit)
                .call(tagged -> outbox.append(changes(tagged, tag.id(), actorId)))
                .map(tagged -> tagged.size() < limit
                        ? Optional.empty()
                        : Optional.of(tagged.get(limit - 1).id()));
    }

    private static List<ChangeEvent> changes(List<Contact> tagged, long tagId, Long actorId) {
        return tagged.stream()
                .flatMap(contact -> change(contact, tagId, actorId).stream())
                .toList();
    }

    private static List<ChangeEvent> change(Contact contact, long tagId, Long actorId) {
        var before = Snapshot.of(contact);
        contact.removeTag(tagId);
        return ContactChanges.between(before, Snapshot.of(contact), actorId);
    }
}
