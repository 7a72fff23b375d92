package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Which contacts are asked for. Each part narrows; null does not.
 *
 * @param email what part of the email is searched for, and so {@code phone} (digits count) and {@code name}
 * @param filterId a filter pattern of the reader's
 */
record ContactCriteria(List<Long> ids, Instant updatedSince, String email, String phone, String name, Long filterId) {

    static final String FILTER_ID = "filter_id";

    private static final int LONGEST_SEARCH = 255;
    private static final ContactCriteria ALL = new ContactCriteria(null, null, null, null, null, null);

    static ContactCriteria ofIds(Collection<Long> ids) {
        return new ContactCriteria(List.copyOf(ids), null, null, null, null, null);
    }

    static ContactCriteria read(Fields fields) {
        var search = fields.tree("search", ContactCriteria::search);
        var terms = search == null ? ALL : search;
        return new ContactCriteria(
                fields.ids("ids"),
                fields.timestamp("updated_since"),
                terms.email,
                terms.phone,
                terms.name,
                fields.id(FILTER_ID));
    }

    private static ContactCriteria search(Fields fields) {
        return new ContactCriteria(
                null,
                null,
                fields.text("email", LONGEST_SEARCH),
                fields.text("phone", LONGEST_SEARCH),
                fields.text("name", LONGEST_SEARCH),
                null);
    }
}
