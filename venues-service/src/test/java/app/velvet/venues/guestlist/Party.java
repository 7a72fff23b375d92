package app.velvet.venues.guestlist;

import static app.velvet.venues.Api.eventNamed;
import static app.velvet.venues.Api.named;

import app.velvet.venues.Api;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Hiring;
import app.velvet.venues.Staff.Member;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;

/** An event with a guestlist on which there is room for ten gentlemen and five ladies, and for any number of others. */
final class Party implements AutoCloseable {

    static final String PATH = "/guestlists";
    static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    final Staff staff;
    final Member manager;
    final Api api;
    final Guests guests;
    final long venue;
    final long template;
    final long gentlemen;
    final long ladies;
    final long friends;
    final long event;

    Party(Staff staff) {
        this.staff = staff;
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        guests = new Guests(manager.companyId());
        venue = api.venue("Blue Note");
        template = api.create(
                "/guestlist_templates",
                "guestlist_template",
                named("Weekend")
                        .put("venue_id", venue)
                        .put(
                                "guestlist_types",
                                JsonArray.of(
                                        type("Gentlemen", "male").put("person_count", 10),
                                        type("Ladies", "female").put("person_count", 5),
                                        type("Friends", "male"))));
        event = anotherEvent("Jazz", NEXT_WEEK);
        var types = api.getting("/events/" + event + "/types").extract().jsonPath();
        gentlemen = types.getLong("find { it.name == 'Gentlemen' }.id");
        ladies = types.getLong("find { it.name == 'Ladies' }.id");
        friends = types.getLong("find { it.name == 'Friends' }.id");
    }

    static JsonObject type(String name, String gender) {
        return named(name).put("gender_type", gender);
    }

    long anotherEvent(String name, LocalDate date) {
        return api.create("/events", "event", eventNamed(name, venue, date).put("guestlist_template_id", template));
    }

    /** One who may do these things with guestlists, at this venue, and see its events and all contacts. */
    Hiring hire(String name, String... actions) {
        return staff.hire(manager.companyId(), name)
                .may(Staff.atVenues(venue), "Event", "read")
                .may(Staff.atVenues(venue), "Guestlist", actions)
                .may(Staff.EVERYTHING, "Contact", "read");
    }

    Member promoter(String name) {
        return hire(name).asPromoter().done();
    }

    JsonObject plain() {
        return new JsonObject().put("event_id", event);
    }

    JsonObject with(int males, int females) {
        return plain().put("count_males", males)
                .put("type_for_males_id", gentlemen)
                .put("count_females", females)
                .put("type_for_females_id", ladies);
    }

    static JsonObject field(String name, Object value) {
        return new JsonObject().put(name, value);
    }

    ValidatableResponse listing(Member member, JsonObject guestlist, Long... contactIds) {
        return Api.of(member)
                .posting(
                        PATH,
                        new JsonObject()
                                .put("contact_ids", JsonArray.of((Object[]) contactIds))
                                .put("guestlist", guestlist));
    }

    ValidatableResponse listing(JsonObject guestlist, Long... contactIds) {
        return listing(manager, guestlist, contactIds);
    }

    /** Puts one guest down and returns the guestlist's id. */
    long list(JsonObject guestlist, long contactId) {
        return listing(guestlist, contactId)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");
    }

    long list(JsonObject guestlist) {
        return list(guestlist, guests.come("Guest " + Guests.newId()));
    }

    ValidatableResponse changing(Member member, long id, JsonObject guestlist) {
        return Api.of(member).putting(PATH + "/" + id, new JsonObject().put("guestlist", guestlist));
    }

    ValidatableResponse changing(long id, JsonObject guestlist) {
        return changing(manager, id, guestlist);
    }

    ValidatableResponse showing(long id) {
        return api.getting(PATH + "/" + id);
    }

    @Override
    public void close() {
        guests.close();
    }
}
