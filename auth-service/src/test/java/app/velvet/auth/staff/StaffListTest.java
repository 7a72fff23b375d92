package app.velvet.auth.staff;

import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class StaffListTest {

    @Inject
    Velvet velvet;

    @Inject
    AgroalDataSource database;

    @Test
    void theListIsOfActiveStaffAndIdsFindFormerOnesToo() {
        var tenant = velvet.tenant();
        var promoter = velvet.colleague(tenant, Map.of("promoter", true));
        var former = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + former.id()).then().statusCode(200);
        var stranger = velvet.tenant();
        int manager = (int) tenant.managerId();

        staff(promoter, "").body("id", contains(manager, (int) promoter.id()));
        staff(promoter, "?promoters=true").body("id", contains((int) promoter.id()));
        staff(promoter, "?ids[]=" + former.id() + "&ids[]=" + manager + "&ids[]=" + stranger.managerId())
                .body("id", contains(manager, (int) former.id()));
        staff(promoter, "?ids=" + former.id()).body("id", contains((int) former.id()));
        promoter.request()
                .get("/api/v1/staff?ids[]=first")
                .then()
                .statusCode(400)
                .body("errors.ids", contains("is invalid"));
    }

    @Test
    void allOfManyAreStreamed() throws SQLException {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        try (var connection = database.getConnection()) {
            connection
                    .createStatement()
                    .execute(("insert into users (company_id, id, email, password, first_name, last_name, created_at,"
                                    + " updated_at) select %d, nextval('user_id'), gen_random_uuid() || '@venue.example', '',"
                                    + " 'A', 'B', now(), now() from generate_series(1, 1001)")
                            .formatted(tenant.id()));
        }

        var ids = staff(host, "")
                .header("Transfer-Encoding", "chunked")
                .extract()
                .jsonPath()
                .getList("id", Long.class);

        assertEquals(1003, ids.size());
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
    }

    private static ValidatableResponse staff(Velvet.Colleague caller, String query) {
        return caller.request().get("/api/v1/staff" + query).then().statusCode(200);
    }
}
