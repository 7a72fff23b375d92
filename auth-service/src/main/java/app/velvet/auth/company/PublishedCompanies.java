package app.velvet.auth.company;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

@ApplicationScoped
public class PublishedCompanies implements PublishedClass {

    @Override
    public String name() {
        return CompanyChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return "select * from company where id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        return CompanyChanges.of(
                Action.UPDATE,
                new CompanyChanges.Data(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("time_zone"),
                        row.getBoolean("active"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()),
                null);
    }
}
