package app.velvet.venues.contact;

import app.velvet.events.consumer.ChangeData;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of what venues think of contacts. */
final class CopiedQualifications extends CopiedClass {

    private static final String STORE = """
            insert into contact_qualification as known (company_id, id, contact_id, venue_id, status)
            values (?, ?, ?, ?, ?)
            on conflict on constraint pk_contact_qualification do update set status = excluded.status
             where known.status <> excluded.status
            returning contact_id
            """;

    private static final String DELETE =
            "delete from contact_qualification where company_id = ? and id = ? returning contact_id";

    CopiedQualifications() {
        super("ContactQualification", "contact_qualification");
    }

    @Override
    void store(Connection transaction, ChangeData data, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setLong(1, data.change().companyId());
            statement.setLong(2, data.change().id());
            statement.setLong(3, data.requireId("contact_id"));
            statement.setLong(4, data.requireId("venue_id"));
            statement.setString(5, data.require("status").asText());
            ChangedIds.returnedBy(statement, CopiedContacts.CLASS_NAME, changed);
        }
    }

    @Override
    void delete(Connection transaction, long companyId, long id, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement(DELETE)) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            ChangedIds.returnedBy(statement, CopiedContacts.CLASS_NAME, changed);
        }
    }
}
