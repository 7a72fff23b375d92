package app.velvet.contacts.contact;

import app.velvet.api.image.ImageUrls;
import app.velvet.contacts.note.EmbeddedNotes;
import app.velvet.contacts.note.NoteSubject;
import app.velvet.contacts.query.StoredJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Contacts as they are read over JDBC: whole, as {@link ContactRepository} reads them. */
@ApplicationScoped
class StoredContacts {

    /** What {@link #read} reads of a contact {@code c}. */
    static final String COLUMNS = """
             to_jsonb(c) as contact,
             (select coalesce(jsonb_agg(to_jsonb(o) order by o.id), '[]') from contact_owner o
               where o.company_id = c.company_id and o.contact_id = c.id) as owners,
             (select coalesce(jsonb_agg(to_jsonb(q) order by q.id), '[]') from contact_qualification q
               where q.company_id = c.company_id and q.contact_id = c.id) as qualifications,
             (select to_jsonb(s) from contact_statistics s
               where s.company_id = c.company_id and s.contact_id = c.id) as statistics,
            """ + EmbeddedNotes.query(NoteSubject.CONTACT, "c.company_id", "c.id") + " as notes ";

    private static final String LOCK =
            "select id from contact where company_id = ? and id = any(?) order by id for update";
    private static final String BY_IDS =
            "select " + COLUMNS + " from contact c where c.company_id = ? and c.id = any(?) order by c.id";

    private final StoredJson json;
    private final EmbeddedNotes notes;
    private final ImageUrls urls;

    StoredContacts(StoredJson json, EmbeddedNotes notes, ImageUrls urls) {
        this.json = json;
        this.notes = notes;
        this.urls = urls;
    }

    /** Those of these contacts that exist, in id order, which nobody else changes until the end of the transaction. */
    List<Contact> findForUpdate(Connection transaction, long companyId, Collection<Long> ids) throws SQLException {
        // A statement that has waited for a lock does not see what was done meanwhile to other tables.
        try (var statement = prepare(transaction, LOCK, companyId, ids)) {
            statement.executeQuery().close();
        }
        return find(transaction, companyId, ids);
    }

    /** Those of these contacts that exist, in id order. */
    List<Contact> find(Connection transaction, long companyId, Collection<Long> ids) throws SQLException {
        try (var statement = prepare(transaction, BY_IDS, companyId, ids);
                var rows = statement.executeQuery()) {
            var contacts = new ArrayList<Contact>();
            while (rows.next()) {
                contacts.add(read(rows));
            }
            return contacts;
        }
    }

    Contact read(ResultSet row) throws SQLException {
        var contact = new Contact(json.read(row.getString("contact"), StoredContact.class));
        var owners = json.readList(row.getString("owners"), ContactOwner.Stored.class);
        var qualifications = json.readList(row.getString("qualifications"), ContactQualification.Stored.class);
        var statistics = row.getString("statistics");
        contact.loadedWith(
                owners.stream().map(ContactOwner::new).toList(),
                qualifications.stream().map(ContactQualification::new).toList(),
                statistics == null
                        ? StatisticsOfContact.none()
                        : new StatisticsOfContact(json.read(statistics, StatisticsOfContact.Stored.class)),
                notes.read(row.getString("notes")),
                urls.view(contact.avatar()));
        return contact;
    }

    private static PreparedStatement prepare(Connection transaction, String query, long companyId, Collection<Long> ids)
            throws SQLException {
        var statement = transaction.prepareStatement(query);
        statement.setLong(1, companyId);
        statement.setArray(2, transaction.createArrayOf("bigint", ids.toArray()));
        return statement;
    }
}
