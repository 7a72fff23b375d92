package app.velvet.contacts.contact;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.permission.Scopes;
import app.velvet.api.value.PhoneNumbers;
import app.velvet.contacts.filter.Filter;
import app.velvet.contacts.query.Conditions;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Those contacts that a reader may see and asks for: the conditions of a query, and their parameters. */
final class ContactSelection {

    /** A shorter term has no trigram that an index could find in the middle of a word. */
    static final int SHORTEST_SUBSTRING = 3;

    private final ContactAccess access;
    private final Conditions conditions;

    private ContactSelection(ContactAccess access, Conditions conditions) {
        this.access = access;
        this.conditions = conditions;
    }

    /** @throws InvalidFieldsException if contacts cannot be filtered so */
    static ContactSelection of(ContactAccess access, ContactCriteria criteria, List<Filter> filters) {
        var selection = new ContactSelection(access, new Conditions("c.id"));
        selection.where("c.companyId = :companyId", "companyId", access.companyId());
        selection.within(access.reading());
        selection.narrow(criteria);
        filters.forEach(new ContactFilters(access, selection.conditions)::add);
        return selection;
    }

    /** Those of them that come next in id order. */
    ContactSelection after(long id) {
        var next = new ContactSelection(access, conditions.copy());
        next.where("c.id > :after", "after", id);
        return next;
    }

    Mutiny.SelectionQuery<Contact> contacts(Mutiny.Session session) {
        return conditions.bind(session.createSelectionQuery(
                "select c from Contact c where " + conditions + " order by c.id", Contact.class));
    }

    /** Their ids, in order. */
    Mutiny.SelectionQuery<Long> ids(Mutiny.Session session) {
        return conditions.bind(session.createSelectionQuery(
                "select c.id from Contact c where " + conditions + " order by c.id", Long.class));
    }

    Mutiny.SelectionQuery<Long> count(Mutiny.Session session) {
        return conditions.bind(
                session.createSelectionQuery("select count(*) from Contact c where " + conditions, Long.class));
    }

    private void narrow(ContactCriteria criteria) {
        if (criteria.ids() != null) {
            where("c.id in :ids", "ids", criteria.ids());
        }
        if (criteria.updatedSince() != null) {
            where("c.updatedAt >= :updatedSince", "updatedSince", criteria.updatedSince());
        }
        if (criteria.name() != null) {
            nameContains(criteria.name());
        }
        if (criteria.email() != null) {
            within(access.readingInFull());
            matches(text("search_form", "c.privateDetails.email"), "email", criteria.email());
        }
        if (criteria.phone() != null) {
            within(access.readingInFull());
            phoneContains(criteria.phone());
        }
    }

    private void nameContains(String term) {
        var name = text("contact_search_name", "c.name.firstName, c.name.lastName");
        if (isSubstring(term)) {
            matches(name, "name", term);
        } else {
            // The beginning of either name.
            where("(" + like(name, "''", "name") + " or " + like(name, "'% '", "name") + ")", "name", term);
        }
    }

    private void phoneContains(String term) {
        var digits = PhoneNumbers.normalise(term).map(PhoneNumbers::digits).orElse(PhoneNumbers.digits(term));
        if (digits.isEmpty()) {
            conditions.exclude();
        } else {
            matches(text("phone_digits", "c.privateDetails.phone"), "phone", digits);
        }
    }

    private void matches(String form, String parameter, String term) {
        where(like(form, isSubstring(term) ? "'%'" : "''", parameter), parameter, term);
    }

    private static String like(String form, String before, String parameter) {
        var pattern = text("search_pattern", before + ", :" + parameter + ", '%'");
        return form + " like " + pattern + " escape '\\'";
    }

    /** A call of one of our functions in the database, which give text. */
    private static String text(String function, String arguments) {
        return "function('" + function + "' as String, " + arguments + ")";
    }

    private static boolean isSubstring(String term) {
        return term.codePointCount(0, term.length()) >= SHORTEST_SUBSTRING;
    }

    private void within(Scopes scopes) {
        if (scopes.company()) {
            return;
        }
        var reached = new ArrayList<String>();
        if (scopes.self()) {
            reached.add("select o.contactId from ContactOwner o where o.companyId = :companyId and o.userId = "
                    + conditions.parameter(access.caller().userId()));
        }
        if (!scopes.venueIds().isEmpty()) {
            var venueIds = conditions.parameter(scopes.venueIds());
            reached.add("select o.contactId from ContactOwner o where o.companyId = :companyId and o.venueId in "
                    + venueIds);
            reached.add(
                    "select q.contactId from ContactQualification q where q.companyId = :companyId and q.venueId in "
                            + venueIds);
            reached.add(
                    "select s.contactId from StatisticsOfContact s where s.companyId = :companyId and array_intersects(s.bookedVenueIds, "
                            + conditions.parameter(scopes.venueIds().toArray(Long[]::new)) + ")");
        }
        if (reached.isEmpty()) {
            conditions.exclude();
        } else {
            conditions.addSet(reached);
        }
    }

    private void where(String condition, String parameter, Object value) {
        conditions.add(condition, parameter, value);
    }
}
