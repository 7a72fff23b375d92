package app.velvet.auth.session;

import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.PermissionsReader;
import app.velvet.api.token.Access;
import app.velvet.api.token.AccessDirectory;
import app.velvet.api.token.Caller;
import app.velvet.api.token.TokenClaims;
import app.velvet.auth.permissionlevel.PermissionsStruct;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Who may come in, read from the tables themselves at each request: so what ends access is effective at once, on every
 * replica. One look-up by keys; requests here are few beside those that the other services answer from memory.
 */
@ApplicationScoped
class StaffAccess implements AccessDirectory {

    private static final String QUERY = """
            select trim(users.first_name || ' ' || users.last_name) as name, users.promoter, users.service, users.home_venue_id,
                   users.active and company.active as active, session.ended_at is not null as ended,
                   permission_level.permissions_struct::text as permissions_struct
              from session
              join users on users.company_id = session.company_id and users.id = session.user_id
              join company on company.id = session.company_id
              left join permission_level on permission_level.company_id = users.company_id
                                        and permission_level.id = users.permission_level_id
             where session.company_id = $1 and session.id = $2 and session.user_id = $3
            """;

    private final Pool database;
    private final ObjectMapper json;
    private final Permissions ofServices;

    StaffAccess(Pool database, ObjectMapper json) {
        this.database = database;
        this.json = json;
        this.ofServices = PermissionsReader.read(json.valueToTree(PermissionsStruct.ofServices()), null);
    }

    @Override
    public Uni<Access> find(TokenClaims claims) {
        return database.preparedQuery(QUERY)
                .execute(Tuple.of(claims.companyId(), claims.sessionId(), claims.userId()))
                .map(rows -> access(rows, claims));
    }

    private Access access(RowSet<Row> rows, TokenClaims claims) {
        if (rows.size() == 0) {
            return new Access.Ended();
        }
        var row = rows.iterator().next();
        if (!row.getBoolean("active")) {
            return new Access.Deactivated();
        }
        return row.getBoolean("ended") ? new Access.Ended() : new Access.Granted(caller(row, claims));
    }

    private Caller caller(Row row, TokenClaims claims) {
        var homeVenueId = row.getLong("home_venue_id");
        return new Caller(
                claims.companyId(),
                claims.userId(),
                claims.sessionId(),
                claims.device(),
                row.getString("name"),
                row.getBoolean("promoter"),
                homeVenueId,
                permissions(row, homeVenueId),
                claims.expiresAt());
    }

    private Permissions permissions(Row row, Long homeVenueId) {
        return row.getBoolean("service") ? ofServices : PermissionsReader.read(struct(row), homeVenueId);
    }

    private JsonNode struct(Row row) {
        try {
            var text = row.getString("permissions_struct");
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("A permission level holds no JSON", notJson);
        }
    }
}
