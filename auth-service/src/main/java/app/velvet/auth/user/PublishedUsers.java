package app.velvet.auth.user;

import app.velvet.auth.permissionlevel.PermissionsStruct;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

@ApplicationScoped
public class PublishedUsers implements PublishedClass {

    private final ObjectMapper json;

    PublishedUsers(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String name() {
        return UserChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return """
                select users.*, permission_level.permissions_struct
                  from users
                  left join permission_level on permission_level.company_id = users.company_id
                                            and permission_level.id = users.permission_level_id
                 where users.company_id = ? and users.id > ? order by users.id
                """;
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        return UserChanges.of(
                Action.UPDATE,
                new UserChanges.Data(
                        row.getLong("id"),
                        row.getLong("company_id"),
                        row.getString("email"),
                        row.getString("first_name"),
                        row.getString("last_name"),
                        json.convertValue(row.getString("gender"), Gender.class),
                        row.getString("title"),
                        row.getString("department_name"),
                        row.getObject("birthdate", LocalDate.class),
                        row.getBoolean("active"),
                        row.getBoolean("promoter"),
                        row.getBoolean("service"),
                        null,
                        row.getObject("permission_level_id", Long.class),
                        PermissionsStruct.parse(row.getString("permissions_struct"), json),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()),
                null);
    }
}
