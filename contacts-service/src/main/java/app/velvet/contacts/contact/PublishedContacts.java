package app.velvet.contacts.contact;

import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Contacts and what hangs on them as they were last published. */
@ApplicationScoped
public class PublishedContacts {

    private static final String WHOLE_CONTACT = """
             to_jsonb(c) as contact,
             (select coalesce(jsonb_agg(to_jsonb(o) order by o.id), '[]') from contact_owner o
               where o.company_id = c.company_id and o.contact_id = c.id) as owners,
             (select coalesce(jsonb_agg(to_jsonb(q) order by q.id), '[]') from contact_qualification q
               where q.company_id = c.company_id and q.contact_id = c.id) as qualifications
            """;

    private final ObjectMapper json;

    PublishedContacts(ObjectMapper json) {
        this.json = json;
    }

    /** What others refer to first. */
    public List<PublishedClass> classes() {
        return List.of(
                new Part(ContactChanges.CONTACT, "contact", "id"),
                new Part(ContactChanges.OWNER, "contact_owner", "contact_id"),
                new Part(ContactChanges.QUALIFICATION, "contact_qualification", "contact_id"));
    }

    /** A contact itself, or something that hangs on one: its audience depends on the whole contact. */
    private final class Part implements PublishedClass {

        private final String name;
        private final String query;

        /** @param contactId the column that names the contact */
        private Part(String name, String table, String contactId) {
            this.name = name;
            this.query = "select part.id as id, " + WHOLE_CONTACT + " from " + table
                    + " part join contact c on c.company_id = part.company_id and c.id = part." + contactId
                    + " where part.company_id = ? and part.id > ? order by part.id";
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String query() {
            return query;
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            return ContactChanges.current(Snapshot.of(contact(row)), name, row.getLong("id"));
        }
    }

    private Contact contact(ResultSet row) throws SQLException {
        try {
            var contact = new Contact(json.readValue(row.getString("contact"), StoredContact.class));
            var owners = json.readValue(row.getString("owners"), new TypeReference<List<ContactOwner.Stored>>() {});
            var qualifications = json.readValue(
                    row.getString("qualifications"), new TypeReference<List<ContactQualification.Stored>>() {});
            contact.loadedWith(
                    owners.stream().map(ContactOwner::new).toList(),
                    qualifications.stream().map(ContactQualification::new).toList());
            return contact;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL made JSON that is none", e);
        }
    }
}
