package app.velvet.endtoend;

import java.util.Map;
import java.util.UUID;

/** Somebody who has just joined the demo company and may do what its manager may. */
record Colleague(String id, String email) {

    static Colleague hiredBy(VelvetClient manager) {
        var email = "colleague-" + UUID.randomUUID() + "@demo.example";
        var level = manager.get("/api/v1/permission_levels", Map.of()).get(0);
        var user = manager.call(
                        "POST",
                        "/api/v1/staff",
                        Map.of(
                                "user[first_name]", "Colin",
                                "user[last_name]", "Colleague",
                                "user[email]", email,
                                "user[password]", "velvet-demo",
                                "user[permission_level_id]", level.get("id").asText()))
                .requireOk();
        return new Colleague(user.get("id").asText(), email);
    }
}
