package app.velvet.auth.user;

import app.velvet.auth.permissionlevel.PermissionsStruct;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

@ApplicationScoped
public class PublishedUsers implements PublishedClass {

    private static final String USERS = """
            select users.*, permission_level.permissions_struct
              from users
              left join permission_level on permission_level.company_id = users.company_id
                                        and permission_level.id = users.permission_level_id
             where users.company_id = ?""";

    private final Avatars avatars;
    private final ObjectMapper json;

    PublishedUsers(Avatars avatars, ObjectMapper json) {
        this.avatars = avatars;
        this.json = json;
    }

    @Override
    public String name() {
        return UserChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return USERS + " and users.id > ? order by users.id";
    }

    /**
     * A user as he is in the transaction, as the update that publishes him.
     *
     * @param id of one that there is
     */
    ChangeEvent current(Connection transaction, long companyId, long id) throws SQLException {
        try (var query = transaction.prepareStatement(USERS + " and users.id = ?")) {
            query.setLong(1, companyId);
            query.setLong(2, id);
            try (var row = query.executeQuery()) {
                row.next();
                return read(row);
            }
        }
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
                        avatars.image(row.getString("avatar")),
                        row.getObject("birthdate", LocalDate.class),
                        row.getBoolean("active"),
                        row.getBoolean("promoter"),
                        row.getBoolean("service"),
                        row.getObject("home_venue_id", Long.class),
                        row.getObject("permission_level_id", Long.class),
                        row.getBoolean("service")
                                ? PermissionsStruct.ofServices()
                                : PermissionsStruct.parse(row.getString("permissions_struct"), json),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant()),
                null);
    }
}
