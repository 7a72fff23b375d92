package app.velvet.venues.contact;

import app.velvet.events.consumer.ChangeData;
import java.sql.Connection;
import java.sql.SQLException;

/** The copy of the tags: what they are called. */
final class CopiedTags extends CopiedClass {

    static final String CLASS_NAME = "Tag";

    private static final String STORE = """
            insert into tag as known (company_id, id, name) values (?, ?, ?)
            on conflict on constraint pk_tag do update set name = excluded.name where known.name <> excluded.name
            """;

    CopiedTags() {
        super(CLASS_NAME, "tag");
    }

    @Override
    void store(Connection transaction, ChangeData data, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement(STORE)) {
            statement.setLong(1, data.change().companyId());
            statement.setLong(2, data.change().id());
            statement.setString(3, data.require("name").asText());
            if (statement.executeUpdate() > 0) {
                changed.add(CLASS_NAME, data.change().id());
            }
        }
    }

    @Override
    void delete(Connection transaction, long companyId, long id, Changed changed) throws SQLException {
        try (var statement = transaction.prepareStatement("delete from tag where company_id = ? and id = ?")) {
            statement.setLong(1, companyId);
            statement.setLong(2, id);
            if (statement.executeUpdate() > 0) {
                changed.add(CLASS_NAME, id);
            }
        }
    }
}
