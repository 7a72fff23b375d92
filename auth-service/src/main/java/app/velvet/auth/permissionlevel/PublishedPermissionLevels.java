package app.velvet.auth.permissionlevel;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;

@ApplicationScoped
public class PublishedPermissionLevels implements PublishedClass {

    private final ObjectMapper json;

    PublishedPermissionLevels(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public String name() {
        return PermissionLevelChanges.CLASS_NAME;
    }

    @Override
    public String query() {
        return "select * from permission_level where company_id = ? and id > ? order by id";
    }

    @Override
    public ChangeEvent read(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        return PermissionLevelChanges.of(
                Action.UPDATE,
                row.getLong("company_id"),
                id,
                new PermissionLevelView(
                        id, row.getString("name"), PermissionsStruct.parse(row.getString("permissions_struct"), json)),
                null);
    }
}
