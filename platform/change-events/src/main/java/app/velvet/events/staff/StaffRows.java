package app.velvet.events.staff;

import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.PermissionsReader;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of {@code staff_member}, from both kinds of connections. */
final class StaffRows {

    /** Of {@code staff_member m}. Whoever is shut out counts as deactivated already. */
    static final String COLUMNS = """
            m.company_id, m.id, m.first_name, m.last_name, m.title, m.department_name, \
            m.active and not m.shut_out as active, m.promoter, m.service, m.home_venue_id, \
            m.permissions_struct::text as permissions_struct""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private StaffRows() {}

    static StaffMember member(ResultSet row) throws SQLException {
        var homeVenueId = row.getObject("home_venue_id", Long.class);
        return new StaffMember(
                row.getLong("company_id"),
                row.getLong("id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("title"),
                row.getString("department_name"),
                row.getBoolean("active"),
                row.getBoolean("promoter"),
                row.getBoolean("service"),
                homeVenueId,
                permissions(row.getString("permissions_struct"), homeVenueId));
    }

    static StaffMember member(Row row) {
        var homeVenueId = row.getLong("home_venue_id");
        return new StaffMember(
                row.getLong("company_id"),
                row.getLong("id"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("title"),
                row.getString("department_name"),
                row.getBoolean("active"),
                row.getBoolean("promoter"),
                row.getBoolean("service"),
                homeVenueId,
                permissions(row.getString("permissions_struct"), homeVenueId));
    }

    private static Permissions permissions(String struct, Long homeVenueId) {
        try {
            return PermissionsReader.read(JSON.readTree(struct), homeVenueId);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL stored JSON that is none", e);
        }
    }
}
