package app.velvet.contacts.contact;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Contacts of whom nothing but a name is known. By it they are told apart among those of one owner: whoever asks for a name
 * again gets the same contact, so that no key is needed to do so once.
 */
@ApplicationScoped
class NamedGuests {

    /** No row stands for the names of an owner's contacts: of those who look for some, one does at a time. */
    private static final String LOCK = """
            select 1 from (select pg_advisory_xact_lock(
                hashtextextended('named guests ' || :companyId || '/' || :ownerId, 0))) locked
            """;

    private final ContactService contacts;
    private final ContactRepository repository;
    private final OwnersOfContacts owners;
    private final Outbox outbox;

    NamedGuests(ContactService contacts, ContactRepository repository, OwnersOfContacts owners, Outbox outbox) {
        this.contacts = contacts;
        this.repository = repository;
        this.owners = owners;
        this.outbox = outbox;
    }

    /**
     * The owner's oldest contact of each name, else a new one, which the caller has to be permitted to make. In the order of
     * the names.
     */
    Uni<List<BookedGuest>> take(ContactAccess access, GuestsByName wanted) {
        var owner = List.of(new OwnerAtVenue(wanted.ownerId(), null));
        return owners.ofNew(access.caller(), FieldPatch.given(owner))
                .chain(itsOwners -> take(access, wanted, itsOwners));
    }

    @WithTransaction
    Uni<List<BookedGuest>> take(ContactAccess access, GuestsByName wanted, List<OwnerAtVenue> itsOwners) {
        var byName =
                wanted.guests().stream().collect(toMap(GuestsByName::nameOf, Function.identity(), (one, same) -> one));
        return lock(access.companyId(), wanted.ownerId())
                .chain(() -> repository.ownedWithNames(access.companyId(), wanted.ownerId(), byName.keySet()))
                .chain(known -> made(access, byName, known, itsOwners).map(made -> {
                    var guests = new HashMap<String, BookedGuest>();
                    known.forEach((name, contact) -> guests.put(name, BookedGuest.of(contact, false)));
                    made.forEach(contact -> guests.put(contact.name().full(), BookedGuest.of(contact, true)));
                    return wanted.guests().stream()
                            .map(GuestsByName::nameOf)
                            .map(guests::get)
                            .map(Objects::requireNonNull)
                            .toList();
                }));
    }

    private Uni<List<Contact>> made(
            ContactAccess access,
            Map<String, ContactPatch> wanted,
            Map<String, Contact> known,
            List<OwnerAtVenue> itsOwners) {
        var missing = wanted.keySet().stream()
                .filter(name -> !known.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            access.requireCreating();
        }
        return Multi.createFrom()
                .iterable(missing)
                .onItem()
                .transformToUniAndConcatenate(
                        name -> contacts.add(access, wanted.get(name), itsOwners, FieldPatch.absent()))
                .collect()
                .asList()
                .call(made -> outbox.append(changes(access, made)));
    }

    private static List<ChangeEvent> changes(ContactAccess access, List<Contact> made) {
        var changes = new ArrayList<ChangeEvent>();
        made.forEach(contact -> changes.addAll(ContactChanges.between(
                Snapshot.nothing(access.companyId()),
                Snapshot.of(contact),
                access.caller().userId())));
        return changes;
    }

    private static Uni<Void> lock(long companyId, long ownerId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter("companyId", Long.toString(companyId))
                        .setParameter("ownerId", Long.toString(ownerId))
                        .getResultList())
                .replaceWithVoid();
    }
}
