package app.velvet.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Somebody who has just joined the demo company and may do what its manager may. */
record Colleague(String id, String email) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Has a guest booked whom he is the host of, as soon as venues-service has heard of him; returns the reservation's id. */
    String hosts(VelvetClient manager, String guest, String email, String note) {
        var event = manager.get("/api/v1/events", Map.of()).get(0).get("id").asText();
        var booked = await().atMost(PATIENCE)
                .until(
                        () -> manager.call(
                                "POST",
                                "/api/v1/reservations",
                                Map.of(
                                        "contact[name]", guest,
                                        "contact[email]", email,
                                        "reservation[event_id]", event,
                                        "reservation[host_id]", id,
                                        "reservation[status]", "lead",
                                        "reservation[notes][]", note)),
                        VelvetClient.Answer::ok);
        return booked.body().get(0).get("id").asText();
    }

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
