package app.velvet.contacts;

import static io.restassured.http.ContentType.JSON;

import app.velvet.api.token.ServiceTokens;
import app.velvet.contacts.Staff.Member;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What venues-service asks of this service under {@code /internal}. */
@ApplicationScoped
public class VenuesService {

    private final ServiceTokens tokens;

    VenuesService(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Takes the contact that a booking of a member's is for. */
    public ValidatableResponse takingContact(Member member, String key, JsonObject command) {
        return call(member.asks(), "/internal/contacts", key, command);
    }

    /** Takes an owner's contacts with these names. */
    public ValidatableResponse takingNamed(Member member, long ownerId, List<String> names) {
        var contacts = new JsonArray();
        names.forEach(name -> contacts.add(new JsonObject().put("name", name)));
        return call(
                member.asks(),
                "/internal/contacts/named",
                newKey(),
                new JsonObject().put("owner_id", ownerId).put("contacts", contacts));
    }

    public ValidatableResponse writingNote(String key, JsonObject command) {
        return call(RestAssured.given(), "/internal/notes", key, command);
    }

    public ValidatableResponse qualifying(String key, JsonObject command) {
        return call(RestAssured.given(), "/internal/contacts/qualifications", key, command);
    }

    /** A member's note about a reservation at a venue. */
    public static JsonObject note(Member author, String text, long reservationId, long venueId) {
        return new JsonObject()
                .put("company_id", author.companyId())
                .put("user_id", author.userId())
                .put("reservation_id", reservationId)
                .put("event_name", "Jazz")
                .put("audience", JsonArray.of("company", "venue:" + venueId))
                .put("text", text);
    }

    public static JsonObject qualification(Member member, long contactId, long venueId, String status) {
        return new JsonObject()
                .put("company_id", member.companyId())
                .put("user_id", member.userId())
                .put("contact_id", contactId)
                .put("venue_id", venueId)
                .put("status", status);
    }

    private ValidatableResponse call(RequestSpecification request, String path, String key, JsonObject command) {
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.header(ServiceTokens.HEADER, tokens.issue("contacts-service"))
                .contentType(JSON)
                .body(command.encode())
                .when()
                .post(path)
                .then();
    }
}
