package app.velvet.contacts.contact;

import app.velvet.contacts.contact.ContactChanges.Snapshot;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Contacts and what hangs on them as they were last published. */
@ApplicationScoped
public class PublishedContacts {

    private final StoredContacts contacts;

    PublishedContacts(StoredContacts contacts) {
        this.contacts = contacts;
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
            this.query = "select part.id as id, " + StoredContacts.COLUMNS + " from " + table
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
            return ContactChanges.current(Snapshot.of(contacts.read(row)), name, row.getLong("id"));
        }
    }
}
