package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A guest whom nobody knew books a table: three services write, and the phone's copy has it all. */
class BookingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VelvetClient manager =
            VelvetClient.signedIn(RunningStack.shared().url(), "manager@demo.example");
    private final DeviceCopy phone = new DeviceCopy(manager, manager.feedTime());
    private final FloorTable table = FloorTable.free(manager).get(0);
    private final String email = UUID.randomUUID() + "@guest.example";

    @Test
    void bookingOfANewGuestReachesThePhoneWithAllThatFollows() {
        var booked = book("Nina Simone", email).requireOk().get(0);
        long reservation = booked.get("id").asLong();
        long contact = booked.get("contact_id").asLong();

        assertThat(booked.at("/contact_info/email").asText()).isEqualTo(email);
        awaitOnPhone("Reservation", reservation, "status_name", "Confirmed");
        awaitOnPhone("Contact", contact, "reservations_count", "1");
        await().atMost(PATIENCE).untilAsserted(() -> {
            phone.pull();
            assertThat(phone.of("Note").values())
                    .anyMatch(note -> note.get("reservation_id").asLong() == reservation
                            && note.get("text").asText().equals("By the stage"));
            assertThat(phone.of("ContactQualification").values())
                    .anyMatch(qualification -> qualification.get("contact_id").asLong() == contact
                            && qualification.get("status").asText().equals("qualified"));
            assertThat(phone.of("Reservation").get(reservation).get("notes")).hasSize(1);
        });
    }

    @Test
    void whatIsSpentIsKnownOfTheGuestWhenTheNightIsOver() {
        var booked = book("Otis Redding", email).requireOk().get(0);

        manager.call(
                        "PUT",
                        "/api/v1/reservations/" + booked.get("id").asLong(),
                        Map.of("reservation[actual_spent]", "512.5", "reservation[closeout]", "true"))
                .requireOk();

        awaitOnPhone("Contact", booked.get("contact_id").asLong(), "total_spent", "512.5");
    }

    @Test
    void tableThatIsTakenIsNobodyElses() {
        book("Etta James", email).requireOk();

        var refused = book("Aretha Franklin", UUID.randomUUID() + "@guest.example");

        assertThat(refused.status()).isEqualTo(409);
    }

    private VelvetClient.Answer book(String name, String guestsEmail) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("contact[name]", name);
        parameters.put("contact[email]", guestsEmail);
        parameters.put("reservation[event_id]", event().get("id").asText());
        parameters.put("reservation[status]", "confirmed");
        parameters.put("reservation[reservation_section_id]", Long.toString(table.sectionId()));
        parameters.put("reservation[assigned_table_ids][]", table.id());
        parameters.put("reservation[count_females]", "1");
        parameters.put("reservation[minimum]", "5000");
        parameters.put("reservation[notes][]", "By the stage");
        parameters.put("reservation[qualification]", "qualified");
        return manager.call("POST", "/api/v1/reservations", parameters);
    }

    private JsonNode event() {
        return StreamSupport.stream(manager.get("/api/v1/events", Map.of()).spliterator(), false)
                .filter(event -> StreamSupport.stream(event.get("tables").spliterator(), false)
                        .anyMatch(one -> one.get("id").asText().equals(table.id())))
                .findFirst()
                .orElseThrow();
    }

    private void awaitOnPhone(String className, long id, String field, String value) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            phone.pull();
            assertThat(phone.of(className)).containsKey(id);
            assertThat(phone.of(className).get(id).get(field).asText()).isEqualTo(value);
        });
    }
}
