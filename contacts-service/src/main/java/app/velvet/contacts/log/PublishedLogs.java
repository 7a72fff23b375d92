package app.velvet.contacts.log;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.query.StoredJson;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Logs as they were last published. */
@ApplicationScoped
public class PublishedLogs implements PublishedClass {

    private final StoredJson json;

    PublishedLogs(StoredJson json) {
        this.json = json;
    }

    public List<PublishedClass> classes() {
        return List.of(this);
    }

    @Override
    public String name() {
        return LogChanges.LOG_METHOD;
    }

    @Override
    public String query() {
        return "select l.company_id, l.audience, to_jsonb(l) as log from log_method l where l.company_id = ? and l.id > ? order by l.id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var audience = Arrays.stream((String[]) row.getArray("audience").getArray())
                .map(Audience::parse)
                .collect(Collectors.toSet());
        return LogChanges.current(
                row.getLong("company_id"), json.read(row.getString("log"), LogMethodView.class), audience);
    }
}
