package app.velvet.venues;

import static io.restassured.http.ContentType.JSON;

import app.velvet.venues.Staff.Member;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;

/** What the tests ask of the API, as one member of the staff; paths are below {@code /api/v1}. */
public record Api(Member member) {

    private static final String ROOT = "/api/v1";

    public static Api of(Member member) {
        return new Api(member);
    }

    public static JsonObject named(String name) {
        return new JsonObject().put("name", name);
    }

    /** A venue in New York. */
    public static JsonObject venueNamed(String name) {
        return named(name).put("time_zone", "America/New_York");
    }

    public static JsonArray staff(JsonObject... staff) {
        return JsonArray.of((Object[]) staff);
    }

    public static JsonObject working(Member member) {
        return new JsonObject().put("user_id", member.userId());
    }

    public static JsonObject working(Member member, boolean home) {
        return working(member).put("home", home);
    }

    /** What a GET with these parameters, by turns a name and a value, answers. */
    public ValidatableResponse getting(String path, Object... parameters) {
        var request = member.asks();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam((String) parameters[i], String.valueOf(parameters[i + 1]));
        }
        return request.when().get(ROOT + path).then();
    }

    public ValidatableResponse posting(String path, JsonObject parameters) {
        return sending("POST", path, parameters);
    }

    public ValidatableResponse putting(String path, JsonObject parameters) {
        return sending("PUT", path, parameters);
    }

    public ValidatableResponse deleting(String path) {
        return member.asks().when().delete(ROOT + path).then();
    }

    /** Makes something whose fields stand under {@code name} and returns its id. */
    public long create(String path, String name, JsonObject fields) {
        return posting(path, new JsonObject().put(name, fields))
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("id");
    }

    public long venue(String name) {
        return create("/venues", "venue", venueNamed(name));
    }

    /** Adds a room with one section of that many tables to a venue. */
    public void furnish(long venueId, int tables) {
        var plan = "/venues/" + venueId;
        long room = create(plan + "/rooms", "room", named("Main"));
        long section = create(plan + "/sections", "section", named("VIP").put("reservation_room_id", room));
        for (int i = 1; i <= tables; i++) {
            create(
                    plan + "/tables",
                    "table",
                    named("Table " + i).put("reservation_section_id", section).put("capacity", 4 + i));
        }
    }

    /** An event from ten in the evening to four in the morning. */
    public static JsonObject eventNamed(String name, long venueId, LocalDate date) {
        return named(name)
                .put("venue_id", venueId)
                .put("date", date.toString())
                .put("start_time", "22:00")
                .put("end_time", "04:00");
    }

    public long event(String name, long venueId, LocalDate date) {
        return create("/events", "event", eventNamed(name, venueId, date));
    }

    /** The ids of an event's tables. */
    public List<Long> tablesOf(long eventId) {
        return getting("/events/" + eventId + "/tables")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("id", Long.class);
    }

    /** The ids of an event's sections. */
    public List<Long> sectionsOf(long eventId) {
        return getting("/events/" + eventId + "/sections")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("id", Long.class);
    }

    /** Says who works at a venue. */
    public ValidatableResponse employing(long venueId, JsonObject... staff) {
        return putting("/venues/" + venueId + "/staff", new JsonObject().put("staff", staff(staff)));
    }

    private ValidatableResponse sending(String method, String path, JsonObject parameters) {
        return member.asks()
                .contentType(JSON)
                .body(parameters.encode())
                .when()
                .request(method, ROOT + path)
                .then();
    }
}
