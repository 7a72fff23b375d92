package app.velvet.auth.staff;

import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.as;

import app.velvet.auth.Velvet;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;

/** Requests that change the staff. */
final class Requests {

    private Requests() {}

    static ValidatableResponse add(String token, String email, Map<String, ?> fields) {
        return as(token)
                .body(Map.of("user", user(email, fields)))
                .post("/api/v1/staff")
                .then();
    }

    static ValidatableResponse change(Velvet.Tenant tenant, long id, Map<String, ?> fields) {
        return tenant.manager()
                .body(Map.of("user", fields))
                .put("/api/v1/staff/" + id)
                .then();
    }

    static Map<String, Object> user(String email, Map<String, ?> fields) {
        var user = new HashMap<String, Object>(
                Map.of("first_name", "Harry", "last_name", "Host", "email", email, "password", PASSWORD));
        user.putAll(fields);
        return user;
    }
}
