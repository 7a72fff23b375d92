package app.velvet.push.cause;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A reservation or a guestlist as messages speak of it.
 *
 * @param guest how its contact is called
 * @param occasion its event and the date of that, as far as they are known; empty if they are not
 */
record Booking(String guest, String occasion) {

    static Booking of(JsonNode data) {
        var guest = Quoted.of(data.path("contact_info").path("name").textValue());
        var event = data.path("event_info");
        return new Booking(
                guest == null ? "a guest" : guest,
                Quoted.listed(event.path("name").textValue(), event.path("date").textValue()));
    }

    /** A sentence with the occasion at its end. */
    String told(String sentence) {
        return occasion.isEmpty() ? sentence : sentence + ": " + occasion;
    }
}
