package app.velvet.contacts.dictionary;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Dictionaries of companies as they were last published. */
@ApplicationScoped
public class PublishedDictionaries implements PublishedClass {

    private final StoredValue values = new StoredValue();

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return DictionaryChanges.DICTIONARY;
    }

    @Override
    public String query() {
        return "select * from dictionary where company_id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var dictionary = new DictionaryView(
                row.getLong("id"),
                DictionaryKey.require(row.getString("key")),
                values.convertToEntityAttribute(row.getString("value")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
        return DictionaryChanges.of(Action.UPDATE, row.getLong("company_id"), dictionary, null);
    }
}
