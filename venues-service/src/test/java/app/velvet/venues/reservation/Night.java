package app.velvet.venues.reservation;

import app.velvet.venues.Api;
import app.velvet.venues.Guests;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;

/** A night at a venue with two tables, for five and six, in one section that asks for 500, and guests who can come. */
final class Night implements AutoCloseable {

    static final String PATH = "/reservations";
    static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    final Staff staff;
    final Member manager;
    final Api api;
    final Guests guests;
    final long venue;
    final long event;
    final long section;
    final List<Long> tables;

    Night(Staff staff) {
        this.staff = staff;
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        guests = new Guests(manager.companyId());
        venue = api.venue("Blue Note");
        api.furnish(venue, 2);
        long planned = api.getting("/venues/" + venue + "/sections")
                .extract()
                .jsonPath()
                .getLong("[0].id");
        api.putting(
                        "/venues/" + venue + "/sections/" + planned,
                        new JsonObject().put("section", new JsonObject().put("minimum", 500)))
                .statusCode(200);
        event = api.event("Jazz", venue, NEXT_WEEK);
        section = api.sectionsOf(event).get(0);
        tables = api.tablesOf(event);
    }

    /** One who may do these things with reservations, at this venue, and see its events and all contacts. */
    Member hire(String name, String... actions) {
        return staff.hire(manager.companyId(), name)
                .may(Staff.atVenues(venue), "Event", "read")
                .may(Staff.atVenues(venue), "Reservation", actions)
                .may(Staff.EVERYTHING, "Contact", "read")
                .done();
    }

    /** A confirmed reservation for the event. */
    JsonObject confirmed() {
        return of("confirmed").put("reservation_section_id", section);
    }

    JsonObject of(String status) {
        return new JsonObject().put("event_id", event).put("status", status);
    }

    static JsonObject forContacts(JsonObject reservation, Long... contactIds) {
        return new JsonObject()
                .put("contact_ids", JsonArray.of((Object[]) contactIds))
                .put("reservation", reservation);
    }

    static JsonArray ids(Long... ids) {
        return JsonArray.of((Object[]) ids);
    }

    ValidatableResponse booking(Member member, JsonObject reservation, Long... contactIds) {
        return Api.of(member).posting(PATH, forContacts(reservation, contactIds));
    }

    ValidatableResponse booking(JsonObject reservation, Long... contactIds) {
        return booking(manager, reservation, contactIds);
    }

    /** Books for one guest and returns the reservation's id. */
    long book(JsonObject reservation, long contactId) {
        return booking(reservation, contactId)
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("[0].id");
    }

    ValidatableResponse changing(Member member, long id, JsonObject reservation) {
        return Api.of(member).putting(PATH + "/" + id, new JsonObject().put("reservation", reservation));
    }

    ValidatableResponse changing(long id, JsonObject reservation) {
        return changing(manager, id, reservation);
    }

    static JsonObject with(String field, Object value) {
        return new JsonObject().put(field, value);
    }

    ValidatableResponse holding(Member member, long tableId) {
        return Api.of(member)
                .posting("/promoters/reserve_table", new JsonObject().put("reservation_table_id", tableId));
    }

    Member promoter(String name) {
        return staff.hire(manager.companyId(), name)
                .asPromoter()
                .may(Staff.atVenues(venue), "Event", "read")
                .may(Staff.atVenues(venue), "Reservation", "read", "create")
                .may(Staff.EVERYTHING, "Contact", "read")
                .done();
    }

    long anotherEvent(String name, LocalDate date) {
        return api.event(name, venue, date);
    }

    @Override
    public void close() {
        guests.close();
    }
}
