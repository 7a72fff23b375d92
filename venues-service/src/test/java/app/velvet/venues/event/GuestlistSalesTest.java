package app.velvet.venues.event;

import static app.velvet.venues.Api.eventNamed;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.Published;
import app.velvet.venues.Api;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class GuestlistSalesTest {

    @Inject
    Staff staff;

    private Member manager;
    private Api api;
    private long venue;
    private long event;

    @BeforeEach
    void openEvent() {
        manager = staff.managerOfNewCompany();
        api = Api.of(manager);
        venue = api.venue("Blue Note");
        event = api.event("Jazz", venue, LocalDate.now());
    }

    private ValidatableResponse setting(Member member, Object sales) {
        return Api.of(member)
                .putting(
                        "/events/" + event + "/update_guestlist_sales", new JsonObject().put("guestlist_sales", sales));
    }

    @Test
    void guestlistsAreClosedAndOpened() {
        api.getting("/events/" + event).body("guestlist_sales", equalTo(true)).body("reservation_sales", equalTo(true));
        try (var published = Published.on("venues.changes", manager.companyId())) {
            setting(manager, "0")
                    .statusCode(200)
                    .body("id", equalTo((int) event))
                    .body("guestlist_sales", equalTo(false))
                    .body("reservation_sales", equalTo(true));
            setting(manager, false).statusCode(200);
            api.getting("/events").body("[0].guestlist_sales", equalTo(false));
            setting(manager, true).statusCode(200).body("guestlist_sales", equalTo(true));

            var changes = published.await(2, "Event");
            assertEquals(false, Published.data(changes.get(0)).getBoolean("guestlist_sales"));
            assertEquals(true, Published.data(changes.get(1)).getBoolean("guestlist_sales"));
        }
    }

    @Test
    void salesAreFieldsOfTheEventAsWell() {
        long closed = api.create(
                "/events",
                "event",
                eventNamed("Closed", venue, LocalDate.now())
                        .put("guestlist_sales", false)
                        .put("reservation_sales", false));

        api.getting("/events/" + closed)
                .body("guestlist_sales", equalTo(false))
                .body("reservation_sales", equalTo(false));
    }

    @Test
    void onlyWhoManagesEventsThereDecides() {
        var reader = staff.hire(manager.companyId(), "Rita Reader")
                .may(Staff.EVERYTHING, "Event", "read")
                .done();

        setting(reader, false).statusCode(401);
        setting(manager, "maybe").statusCode(400).body("errors.guestlist_sales", contains("is invalid"));
        setting(manager, null).statusCode(400).body("errors.guestlist_sales", contains("can't be blank"));
    }
}
