package app.velvet.contacts.contact;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changes of a contact are published: of itself, its owners and its qualifications, wherever what one of them says
 * or who may see it has become different, be it only because another one has changed.
 */
final class ContactChanges {

    static final String CONTACT = "Contact";
    static final String OWNER = "ContactOwner";
    static final String QUALIFICATION = "ContactQualification";

    private ContactChanges() {}

    /** A contact and what hangs on it, as others know it at one moment; taken before and after a change. */
    record Snapshot(long companyId, List<Published> parts) {

        static Snapshot of(Contact contact) {
            var audience = contact.audience();
            var parts = new ArrayList<Published>();
            parts.add(new Published(CONTACT, contact.id(), ContactView.full(contact), audience));
            contact.owners().forEach(owner -> parts.add(published(owner, audience)));
            contact.qualifications().forEach(qualification -> parts.add(published(contact, qualification)));
            return new Snapshot(contact.companyId(), List.copyOf(parts));
        }

        /** The contact itself, which is there. */
        Published contact() {
            return parts.get(0);
        }

        String name() {
            return ((ContactView) contact().data()).personName().full();
        }

        /** Before a contact is there, and after it is gone. */
        static Snapshot nothing(long companyId) {
            return new Snapshot(companyId, List.of());
        }
    }

    /** @param data the form in which the entity is published, a record that equals another if they say the same */
    record Published(String className, long id, Object data, Set<Audience> audience) {

        private String key() {
            return className + "/" + id;
        }
    }

    @RegisterForReflection
    record Owner(long id, long contactId, long userId, Long venueId) {}

    @RegisterForReflection
    record Qualification(long id, long contactId, long venueId, QualificationStatus status) {}

    /**
     * In an order in which nothing refers to what is not there: what is new or different from the contact outwards, then
     * what is gone, the contact last.
     */
    static List<ChangeEvent> between(Snapshot before, Snapshot after, Long actorId) {
        var known = byKey(before);
        var remaining = byKey(after);
        var changes = new ArrayList<ChangeEvent>();
        for (var part : after.parts()) {
            var last = known.get(part.key());
            if (!part.equals(last)) {
                var action = last == null ? Action.CREATE : Action.UPDATE;
                changes.add(change(after.companyId(), part, action, part.data(), actorId));
            }
        }
        var gone = new ArrayList<>(before.parts());
        Collections.reverse(gone);
        gone.removeIf(part -> remaining.containsKey(part.key()));
        gone.forEach(part -> changes.add(change(before.companyId(), part, Action.DESTROY, null, actorId)));
        return changes;
    }

    /** What has changed of a contact that others follow. */
    static Set<Aspect> changed(Snapshot before, Snapshot after) {
        var changed = EnumSet.noneOf(Aspect.class);
        if (!before.contact().audience().equals(after.contact().audience())) {
            changed.add(Aspect.AUDIENCE);
        }
        if (!Objects.equals(before.name(), after.name())) {
            changed.add(Aspect.NAME);
        }
        return changed;
    }

    /**
     * One part of a contact as it was last published.
     *
     * @param id of a part that it has
     */
    static ChangeEvent current(Snapshot snapshot, String className, long id) {
        return snapshot.parts().stream()
                .filter(part -> part.className().equals(className) && part.id() == id)
                .map(part -> change(snapshot.companyId(), part, Action.UPDATE, part.data(), null))
                .findAny()
                .orElseThrow();
    }

    private static ChangeEvent change(long companyId, Published part, Action action, Object data, Long actorId) {
        return new ChangeEvent(companyId, part.className(), part.id(), action, data, part.audience(), actorId);
    }

    private static Map<String, Published> byKey(Snapshot snapshot) {
        return snapshot.parts().stream().collect(Collectors.toMap(Published::key, Function.identity()));
    }

    private static Published published(ContactOwner owner, Set<Audience> audienceOfContact) {
        var data = new Owner(owner.id(), owner.contactId(), owner.userId(), owner.venueId());
        return new Published(OWNER, owner.id(), data, audienceOfContact);
    }

    private static Published published(Contact contact, ContactQualification qualification) {
        var data = new Qualification(
                qualification.id(), qualification.contactId(), qualification.venueId(), qualification.status());
        var audience = ContactQualification.audience(contact, qualification.venueId());
        return new Published(QUALIFICATION, qualification.id(), data, audience);
    }
}
