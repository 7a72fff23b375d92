package app.velvet.contacts.contact;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import app.velvet.api.image.ImageUrls;
import app.velvet.api.paging.Paging;
import app.velvet.api.persistence.Deletion;
import app.velvet.contacts.note.EmbeddedNotes;
import app.velvet.contacts.note.NoteSubject;
import app.velvet.contacts.note.NoteView;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.StandardBasicTypes;

/**
 * Contacts as they are stored, always with their owners, qualifications, statistics and newest notes, at a constant number of
 * queries.
 */
@ApplicationScoped
class ContactRepository {

    private static final String BY_ID = "select c from Contact c where c.companyId = :companyId and c.id = :id";
    private static final String OWNERS =
            "select o from ContactOwner o where o.companyId = :companyId and o.contactId in :contactIds order by o.id";
    private static final String QUALIFICATIONS =
            "select q from ContactQualification q where q.companyId = :companyId and q.contactId in :contactIds order by q.id";
    private static final String STATISTICS =
            "select s from StatisticsOfContact s where s.companyId = :companyId and s.contactId in :contactIds";
    private static final String EXPENDITURES = """
            select total_spent, average_spent, highest_spent, total_comp, reservations_count, guestlists_count, no_shows,
                   cancellations, last_reservation
              from booking_totals(:companyId, array[cast(:contactId as bigint)], :venueId)
            """;
    private static final String STORE_LAST_UPDATE = """
            insert into contact_statistics (company_id, contact_id, last_update)
            values (:companyId, :contactId, cast(:latest as timestamptz))
            on conflict on constraint pk_contact_statistics do update set last_update = excluded.last_update
            """;
    private static final String BY_EMAIL =
            "select c from Contact c where c.companyId = :companyId and lower(c.privateDetails.email) = lower(:value)";
    private static final String BY_PHONE =
            "select c from Contact c where c.companyId = :companyId and c.privateDetails.phone = :value";
    private static final String WITH_EMAIL_OR_PHONE = """
            select c.id from contact c
             where c.company_id = :companyId and (lower(c.email) = lower(:email) or c.phone = :phone)
            """;
    private static final String KNOWN = """
            select cast(asked.place as integer)
              from unnest(cast(:emails as text[]), cast(:phones as text[])) with ordinality as asked (email, phone, place)
             where exists (select from contact c where c.company_id = :companyId and lower(c.email) = lower(asked.email))
                or exists (select from contact c where c.company_id = :companyId and c.phone = asked.phone)
            """;
    private static final String OWNED_WITH_NAMES = """
            select min(c.id) from contact_owner o
              join contact c on c.company_id = o.company_id and c.id = o.contact_id
             where o.company_id = :companyId and o.user_id = :ownerId
               and concat_ws(' ', c.first_name, c.last_name) = any(:names)
             group by concat_ws(' ', c.first_name, c.last_name)
            """;
    private static final String BY_IDS =
            "select c from Contact c where c.companyId = :companyId and c.id in :ids order by c.id";
    private static final String TAGGED =
            "select c from Contact c where c.companyId = :companyId and array_contains(c.tagIds, cast(:tagId as Long)) and c.id > :afterId order by c.id";

    private final EmbeddedNotes notes;
    private final ImageUrls urls;

    ContactRepository(EmbeddedNotes notes, ImageUrls urls) {
        this.notes = notes;
        this.urls = urls;
    }

    Uni<Optional<Contact>> find(long companyId, long id) {
        return Panache.getSession().chain(session -> one(session, companyId, byId(session, companyId, id)));
    }

    /** The same, and nobody else changes it until the end of the transaction. */
    Uni<Optional<Contact>> findForUpdate(long companyId, long id) {
        return Panache.getSession()
                .chain(session -> one(
                        session, companyId, byId(session, companyId, id).setLockMode(LockModeType.PESSIMISTIC_WRITE)));
    }

    /** The contact that has this email, in whatever case; none has null. */
    Uni<Optional<Contact>> findByEmail(long companyId, String email) {
        return findBy(BY_EMAIL, companyId, email);
    }

    /** @param phone in its stored spelling; none has null */
    Uni<Optional<Contact>> findByPhone(long companyId, String phone) {
        return findBy(BY_PHONE, companyId, phone);
    }

    /** Those that have this email or this phone, at most two; none has null. Mostly there is none, and then nothing is loaded. */
    Uni<List<Contact>> findByEmailOrPhone(long companyId, String email, String phone) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WITH_EMAIL_OR_PHONE, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("email", new TypedParameterValue<>(StandardBasicTypes.STRING, email))
                        .setParameter("phone", new TypedParameterValue<>(StandardBasicTypes.STRING, phone))
                        .getResultList()
                        .chain(ids -> byIds(session, companyId, ids)));
    }

    /** Emits the places in the list, from 0 on, of those whose email or phone a contact has. */
    Uni<Set<Integer>> findKnown(long companyId, List<PrivateDetails> asked) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KNOWN, Integer.class)
                        .setParameter("companyId", companyId)
                        .setParameter(
                                "emails",
                                asked.stream().map(PrivateDetails::email).toArray(String[]::new))
                        .setParameter(
                                "phones",
                                asked.stream().map(PrivateDetails::phone).toArray(String[]::new))
                        .getResultList())
                .map(places -> places.stream().map(place -> place - 1).collect(toSet()));
    }

    /** The oldest contact of an owner with each of these names, by name; a name that none of his has is missing. */
    Uni<Map<String, Contact>> ownedWithNames(long companyId, long ownerId, Collection<String> names) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OWNED_WITH_NAMES, Long.class)
                        .setParameter("companyId", companyId)
                        .setParameter("ownerId", ownerId)
                        .setParameter("names", names.toArray(String[]::new))
                        .getResultList()
                        .chain(ids -> byIds(session, companyId, ids)))
                .map(found ->
                        found.stream().collect(toMap(contact -> contact.name().full(), Function.identity())));
    }

    private Uni<Optional<Contact>> findBy(String query, long companyId, String value) {
        return value == null
                ? Uni.createFrom().item(Optional.empty())
                : Panache.getSession().chain(session -> one(session, companyId, by(session, query, companyId, value)));
    }

    /** The first {@code limit} of a selection in id order. */
    Uni<List<Contact>> first(int limit, ContactSelection selection, long companyId) {
        return Panache.getSession()
                .chain(session -> whole(
                        session,
                        companyId,
                        selection.contacts(session).setMaxResults(limit).getResultList()));
    }

    /** Those of a page and, if there are more, one more. */
    Uni<List<Contact>> page(Paging paging, ContactSelection selection, long companyId) {
        return Panache.getSession()
                .chain(session -> beginning(session, paging, selection)
                        .chain(before -> before.isEmpty()
                                ? Uni.createFrom().item(List.<Contact>of())
                                : whole(
                                        session,
                                        companyId,
                                        selection
                                                .after(before.get(0))
                                                .contacts(session)
                                                .setMaxResults(paging.limit() + 1)
                                                .getResultList())));
    }

    /**
     * The id after which a page begins; none if it lies past the end. A page far behind is looked for among the ids alone,
     * which an index has.
     */
    private static Uni<List<Long>> beginning(Mutiny.Session session, Paging paging, ContactSelection selection) {
        if (paging.after() != null || paging.offset() == 0) {
            return Uni.createFrom().item(List.of(paging.after() == null ? 0 : paging.after()));
        }
        return selection
                .ids(session)
                .setFirstResult((int) Math.min(paging.offset() - 1, Integer.MAX_VALUE))
                .setMaxResults(1)
                .getResultList();
    }

    Uni<Long> count(ContactSelection selection) {
        return Panache.getSession().chain(session -> selection.count(session).getSingleResult());
    }

    /** @param venueId null for those at all venues */
    Uni<Expenditures> expenditures(Contact contact, Long venueId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(EXPENDITURES, Object[].class)
                        .setParameter("companyId", contact.companyId())
                        .setParameter("contactId", contact.id())
                        .setParameter("venueId", new TypedParameterValue<>(StandardBasicTypes.LONG, venueId))
                        .getSingleResult())
                .map(ContactRepository::expenditures);
    }

    /** The next {@code limit} with a tag in id order, which nobody else changes until the end of the transaction. */
    Uni<List<Contact>> taggedForUpdate(long companyId, long tagId, long afterId, int limit) {
        return Panache.getSession()
                .chain(session -> whole(
                        session,
                        companyId,
                        session.createSelectionQuery(TAGGED, Contact.class)
                                .setParameter("companyId", companyId)
                                .setParameter("tagId", tagId)
                                .setParameter("afterId", afterId)
                                .setMaxResults(limit)
                                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                                .getResultList()));
    }

    /**
     * Those of these contacts that a reader may see, without what hangs on them; nobody changes them until the end of the
     * transaction.
     */
    Uni<List<Contact>> findForUse(ContactAccess access, Collection<Long> ids) {
        var criteria = ContactCriteria.ofIds(ids);
        return Panache.getSession()
                .chain(session -> ContactSelection.of(access, criteria, List.of())
                        .contacts(session)
                        .setLockMode(LockModeType.PESSIMISTIC_READ)
                        .getResultList());
    }

    /** @param latest null if there is no log about the contact */
    Uni<Contact> storeLastUpdate(Contact contact, Instant latest) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STORE_LAST_UPDATE)
                        .setParameter("companyId", contact.companyId())
                        .setParameter("contactId", contact.id())
                        .setParameter("latest", new TypedParameterValue<>(StandardBasicTypes.INSTANT, latest))
                        .executeUpdate())
                .invoke(() -> contact.loggedAt(latest))
                .replaceWith(contact);
    }

    /** Reads the notes about a contact again. */
    Uni<Contact> withNotesOfNow(Contact contact) {
        return notes.of(NoteSubject.CONTACT, contact.companyId(), List.of(contact.id()))
                .invoke(noted -> contact.loadedWith(noted.get(contact.id())))
                .replaceWith(contact);
    }

    /** Gives a new contact its id, so that owners and qualifications can be added to it. */
    Uni<Contact> add(Contact contact) {
        return Panache.getSession().chain(session -> session.persist(contact)).replaceWith(contact);
    }

    /** Stores the owners and qualifications that were added to a contact, and removes those that were taken off it. */
    Uni<Contact> store(Contact contact) {
        var parts = new ArrayList<Object>(contact.owners());
        parts.addAll(contact.qualifications());
        return Panache.getSession()
                .call(session -> session.persistAll(parts.toArray()))
                .call(session -> Deletion.of(session, contact.companyId(), contact.orphans()))
                .replaceWith(contact);
    }

    Uni<Void> remove(Contact contact) {
        var parts = new ArrayList<Object>(contact.owners());
        parts.addAll(contact.qualifications());
        parts.add(contact);
        return Panache.getSession().chain(session -> Deletion.of(session, contact.companyId(), parts));
    }

    private Uni<List<Contact>> byIds(Mutiny.Session session, long companyId, List<Long> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : whole(
                        session,
                        companyId,
                        session.createSelectionQuery(BY_IDS, Contact.class)
                                .setParameter("companyId", companyId)
                                .setParameter("ids", ids)
                                .getResultList());
    }

    private static Mutiny.SelectionQuery<Contact> byId(Mutiny.Session session, long companyId, long id) {
        return session.createSelectionQuery(BY_ID, Contact.class)
                .setParameter("companyId", companyId)
                .setParameter("id", id);
    }

    private static Mutiny.SelectionQuery<Contact> by(
            Mutiny.Session session, String query, long companyId, String value) {
        return session.createSelectionQuery(query, Contact.class)
                .setParameter("companyId", companyId)
                .setParameter("value", value);
    }

    private Uni<Optional<Contact>> one(Mutiny.Session session, long companyId, Mutiny.SelectionQuery<Contact> query) {
        return whole(session, companyId, query.getResultList())
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<Contact>> whole(Mutiny.Session session, long companyId, Uni<List<Contact>> query) {
        return query.chain(contacts ->
                contacts.isEmpty() ? Uni.createFrom().item(contacts) : withParts(session, companyId, contacts));
    }

    private Uni<List<Contact>> withParts(Mutiny.Session session, long companyId, List<Contact> contacts) {
        var ids = contacts.stream().map(Contact::id).toList();
        return parts(session, OWNERS, ContactOwner.class, companyId, ids)
                .chain(owners -> parts(session, QUALIFICATIONS, ContactQualification.class, companyId, ids)
                        .chain(qualifications -> parts(session, STATISTICS, StatisticsOfContact.class, companyId, ids)
                                .chain(statistics -> notes.of(NoteSubject.CONTACT, companyId, ids)
                                        .map(noted ->
                                                assembled(contacts, owners, qualifications, statistics, noted)))));
    }

    private static <T> Uni<List<T>> parts(
            Mutiny.Session session, String query, Class<T> type, long companyId, List<Long> contactIds) {
        return session.createSelectionQuery(query, type)
                .setParameter("companyId", companyId)
                .setParameter("contactIds", contactIds)
                .getResultList();
    }

    private List<Contact> assembled(
            List<Contact> contacts,
            List<ContactOwner> owners,
            List<ContactQualification> qualifications,
            List<StatisticsOfContact> statistics,
            Map<Long, List<NoteView>> notesOf) {
        var ownersOf = owners.stream().collect(groupingBy(ContactOwner::contactId));
        var qualificationsOf = qualifications.stream().collect(groupingBy(ContactQualification::contactId));
        var statisticsOf = statistics.stream().collect(toMap(StatisticsOfContact::contactId, Function.identity()));
        contacts.forEach(contact -> contact.loadedWith(
                ownersOf.getOrDefault(contact.id(), List.of()),
                qualificationsOf.getOrDefault(contact.id(), List.of()),
                statisticsOf.getOrDefault(contact.id(), StatisticsOfContact.none()),
                notesOf.get(contact.id()),
                urls.view(contact.avatar())));
        return contacts;
    }

    private static Expenditures expenditures(Object[] row) {
        return new Expenditures(
                ((Number) row[0]).doubleValue(),
                ((Number) row[1]).doubleValue(),
                ((Number) row[2]).doubleValue(),
                ((Number) row[3]).doubleValue(),
                (Integer) row[4],
                0,
                (Integer) row[5],
                (Integer) row[6],
                (Integer) row[7],
                (LocalDate) row[8]);
    }
}
