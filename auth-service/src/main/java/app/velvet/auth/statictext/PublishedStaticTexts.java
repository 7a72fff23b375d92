package app.velvet.auth.statictext;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

@ApplicationScoped
public class PublishedStaticTexts implements PublishedClass {

    @Override
    public String name() {
        return StaticTextChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return "select * from static_text where company_id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        return StaticTextChanges.of(
                row.getLong("company_id"),
                Action.UPDATE,
                new StaticTextView(
                        row.getLong("id"),
                        StaticTextType.require(row.getString("type")),
                        row.getString("text"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()),
                null);
    }
}
