package app.velvet.auth.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Pictures;
import app.velvet.auth.Velvet;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.StateSource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class PublishedStateTest {

    @Inject
    Velvet velvet;

    @Inject
    StateSource state;

    @Inject
    AgroalDataSource database;

    @Inject
    ObjectMapper json;

    @Test
    void theStateIsWhatWasPublishedLast() throws Exception {
        var tenant = velvet.tenant();
        var level = velvet.level(tenant, Map.of("Contact", Map.of("read", List.of(Map.of("self", true)))));
        var host = velvet.colleague(
                tenant,
                Map.of(
                        "permission_level_id", level,
                        "gender", "female",
                        "birthdate", "1990-02-28",
                        "title", "Host",
                        "department_name", "Server",
                        "promoter", true));
        Pictures.multipart(host.token())
                .multiPart("avatar", "me.png", Pictures.png(10, 10), "image/png")
                .put("/api/v1/profile")
                .then()
                .statusCode(200);
        tenant.manager().delete("/api/v1/staff/" + host.id()).then().statusCode(200);
        velvet.level(tenant, Map.of());
        tenant.manager()
                .body(Map.of("static_text", Map.of("type", "terms", "text", "Be kind.")))
                .put("/api/v1/static_texts")
                .then()
                .statusCode(200);

        tenant.manager()
                .body(Map.of("apn_token", "00fc13adff78"))
                .delete("/api/v1/tokens/" + tenant.managerId())
                .then()
                .statusCode(200);

        try (var connection = database.getConnection()) {
            var published = lastPublished(connection, tenant.id());
            var current = new HashMap<String, JsonNode>();
            for (var className : state.classNames()) {
                for (var change : all(connection, tenant.id(), className)) {
                    current.put(
                            className + "/" + change.id() + " " + change.audience(),
                            json.readTree(json.writeValueAsString(change.data())));
                }
            }
            assertEquals(published, current);
            assertEquals(List.of("Company", "PermissionLevel", "User", "Session", "StaticText"), state.classNames());
        }
    }

    /** One at a time, so that going on after an id is tried too. */
    private List<ChangeEvent> all(Connection connection, long companyId, String className) throws Exception {
        var all = new java.util.ArrayList<ChangeEvent>();
        long after = Long.MIN_VALUE;
        var next = state.state(connection, companyId, className, after, 1);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = state.state(connection, companyId, className, next.get(0).id(), 1);
        }
        return all;
    }

    private Map<String, JsonNode> lastPublished(Connection connection, long companyId) throws Exception {
        try (var query = connection.prepareStatement("select class_name, entity_id, audience, data from outbox"
                + " where company_id = ? order by sequence")) {
            query.setLong(1, companyId);
            var last = new HashMap<String, JsonNode>();
            var rows = query.executeQuery();
            while (rows.next()) {
                last.put(
                        rows.getString("class_name") + "/" + rows.getLong("entity_id") + " ["
                                + rows.getString("audience") + "]",
                        json.readTree(rows.getString("data")));
            }
            return last;
        }
    }
}
