package app.velvet.contacts.importing;

import app.velvet.contacts.query.StoredJson;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Imports as they were last published. */
@ApplicationScoped
public class PublishedImports {

    private final StoredJson json;

    PublishedImports(StoredJson json) {
        this.json = json;
    }

    public List<PublishedClass> classes() {
        return List.of(new Imports());
    }

    private final class Imports implements PublishedClass {

        @Override
        public String name() {
            return ImportChanges.CLASS_NAME;
        }

        @Override
        public String query() {
            return "select id, to_jsonb(i) as import from contact_import i where company_id = ? and id > ? order by id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var stored = json.read(row.getString("import"), ContactImport.Stored.class);
            return ImportChanges.of(Action.UPDATE, new ContactImport(stored));
        }
    }
}
