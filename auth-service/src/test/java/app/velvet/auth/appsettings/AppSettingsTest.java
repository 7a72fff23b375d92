package app.velvet.auth.appsettings;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AuthServiceTest
class AppSettingsTest {

    @Inject
    Velvet velvet;

    @Test
    void areTheJsonItselfForAllOfTheCompanyAndNobodyElse() {
        var tenant = velvet.tenant();
        replace(tenant, "door", "{\"colors\":[\"red\",1.50]}");
        replace(tenant, "door", "{\"colors\":[\"blue\",1.50]}");

        var host = velvet.host(tenant);
        assertEquals(
                "{\"data\":{\"colors\":[\"blue\",1.50]}}",
                host.request().get("/api/v1/app_settings?app_name=door").asString());
        var others = velvet.tenant();
        assertEquals(
                "{\"data\":\"\"}",
                others.manager().get("/api/v1/app_settings?app_name=door").asString());
        assertEquals(
                "{\"data\":\"\"}",
                host.request().get("/api/v1/app_settings?app_name=bar").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{} {}", "nothing", "{\"a\":1,}"})
    void whatIsNoJsonIsRefusedAndChangesNothing(String data) {
        var tenant = velvet.tenant();
        replace(tenant, "door", "17");

        tenant.manager()
                .body(Map.of("app_name", "door", "data", data))
                .post("/api/v1/app_settings")
                .then()
                .statusCode(400)
                .body("errors.data[0]", equalTo("is not JSON"));
        assertEquals(
                "{\"data\":17}",
                tenant.manager().get("/api/v1/app_settings?app_name=door").asString());
    }

    @Test
    void replacingThemNeedsTheRight() {
        var tenant = velvet.tenant();

        velvet.host(tenant)
                .request()
                .body(Map.of("app_name", "door", "data", "{}"))
                .post("/api/v1/app_settings")
                .then()
                .statusCode(401)
                .body("message", equalTo("User has no permissions for this action"));
    }

    private static void replace(Velvet.Tenant tenant, String app, String data) {
        tenant.manager()
                .body(Map.of("app_name", app, "data", data))
                .post("/api/v1/app_settings")
                .then()
                .statusCode(200)
                .body("message", equalTo("Success"));
    }
}
