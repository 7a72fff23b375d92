package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A manager books for a guest, and the phone of the host who is to look after him knows: of the booking and of its changes. */
class HostOfABookingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalStack stack = RunningStack.shared();
    private final VelvetClient manager = VelvetClient.signedIn(stack.url(), "manager@demo.example");
    private final Colleague colleague = Colleague.hiredBy(manager);
    private final VelvetClient host = VelvetClient.signedIn(stack.url(), colleague.email());
    private final String phone = HostsPhone.anyToken();

    @Test
    void theHostsPhoneKnowsOfABookingAndOfWhatBecomesOfIt() {
        host.call("POST", "/api/v1/apn_tokens", Map.of("apn_token", phone)).requireOk();

        try (var arrivals = Arrivals.listen(stack.url())) {
            var reservation = colleague.hosts(
                    manager, "Bessie Smith", UUID.randomUUID() + "@guest.example", "A table by the stage");
            var booked = arrivals.awaitNext(PATIENCE, this::isAlert);
            assertThat(booked.get("title").asText()).isEqualTo("New reservation");
            assertThat(booked.get("text").asText()).contains(" booked Bessie Smith: ");

            manager.call("PUT", "/api/v1/reservations/" + reservation, Map.of("reservation[status]", "prospect"))
                    .requireOk();
            var changed = arrivals.awaitNext(PATIENCE, this::isAlert);
            assertThat(changed.get("title").asText()).isEqualTo("Reservation changed");
            assertThat(changed.get("text").asText()).endsWith(". Status: Prospect");
        }

        var told = host.get("/api/v1/notifications/list", Map.of());
        assertThat(told.findValuesAsText("title")).containsExactly("Reservation changed", "New reservation");
    }

    /** Silent pushes come too, as the feed has something new. */
    private boolean isAlert(JsonNode arrival) {
        return arrival.get("to").asText().equals(phone)
                && arrival.get("kind").asText().equals("PUSH");
    }
}
