package app.velvet.auth.session;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

@ApplicationScoped
public class PublishedSessions implements PublishedClass {

    @Override
    public String name() {
        return SessionChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return "select * from session where company_id = ? and id > ? and ended_at is not null order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        var userId = row.getLong("user_id");
        return SessionChanges.change(
                row.getLong("company_id"),
                id,
                userId,
                Action.UPDATE,
                new SessionChanges.Data(
                        id,
                        userId,
                        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getString("apn_token_hash")),
                null);
    }
}
