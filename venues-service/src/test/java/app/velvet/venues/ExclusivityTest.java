package app.velvet.venues;

import static app.velvet.venues.Api.named;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;

import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What only one can have nobody else gets, because the database says so: the service asks first, but not all replicas at once. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ExclusivityTest {

    private static final LocalDate NEXT_WEEK = LocalDate.now().plusDays(7);

    @Inject
    Staff staff;

    @Inject
    Database database;

    private long companyId;

    @Test
    void databaseRefusesASecondOne() {
        haveOneOfEach();

        assertAll(
                () -> refuses("uq_reservation_contact", "reservation", "'id', nextval('reservation_id')"),
                () -> refuses("pk_taken_table", "taken_table", ""),
                () -> refuses("uq_table_hold_table", "table_hold", "'id', nextval('table_hold_id')"),
                () -> refuses("uq_guestlist_contact", "guestlist", "'id', nextval('guestlist_id')"),
                () -> refuses("pk_guestlist_capacity", "guestlist_capacity", ""),
                () -> refuses("uq_tally", "tally", "'id', nextval('tally_id')"),
                () -> refuses("uq_thermal_receipt_venue", "thermal_receipt", "'id', nextval('thermal_receipt_id')"),
                () -> refuses("uq_user_venue", "user_venue", "'id', nextval('user_venue_id'), 'home', false"),
                () -> refuses(
                        "uq_user_venue_home",
                        "user_venue",
                        "'id', nextval('user_venue_id'), 'venue_id', (select max(id) from venue where company_id = "
                                + companyId + ")"));
    }

    /** @param different which columns of the second one have other values, by turns names and SQL */
    private void refuses(String constraint, String table, String different) {
        var second = "insert into %1$s select (jsonb_populate_record(one, jsonb_build_object(%2$s))).* from %1$s one"
                .formatted(table, different);
        var refusal = assertThrows(
                IllegalStateException.class,
                () -> database.execute(second + " where one.company_id = " + companyId),
                constraint);
        assertThat(refusal.getCause().getMessage(), containsString("unique constraint \"" + constraint + "\""));
    }

    private void haveOneOfEach() {
        var manager = staff.managerOfNewCompany();
        companyId = manager.companyId();
        var api = Api.of(manager);
        long venue = api.venue("Blue Note");
        api.venue("Vanguard");
        api.employing(venue, Api.working(manager)).statusCode(200);
        api.furnish(venue, 2);
        long template = api.create(
                "/guestlist_templates",
                "guestlist_template",
                named("Weekend")
                        .put("venue_id", venue)
                        .put(
                                "guestlist_types",
                                JsonArray.of(named("Gentlemen")
                                        .put("gender_type", "male")
                                        .put("person_count", 10))));
        long event = api.create(
                "/events", "event", Api.eventNamed("Jazz", venue, NEXT_WEEK).put("guestlist_template_id", template));
        long type =
                api.getting("/events/" + event + "/types").extract().jsonPath().getLong("[0].id");
        try (var guests = new Guests(companyId)) {
            var booking = new JsonObject().put("contact_ids", JsonArray.of(guests.come("Nina Simone")));
            var tables = api.tablesOf(event);
            api.posting("/promoters/reserve_table", new JsonObject().put("reservation_table_id", tables.get(0)))
                    .statusCode(200);
            api.posting(
                            "/reservations",
                            booking.copy()
                                    .put(
                                            "reservation",
                                            new JsonObject()
                                                    .put("event_id", event)
                                                    .put("status", "lead")
                                                    .put("assigned_table_ids", JsonArray.of(tables.get(1)))))
                    .statusCode(200);
            api.posting(
                            "/guestlists",
                            booking.copy()
                                    .put(
                                            "guestlist",
                                            new JsonObject()
                                                    .put("event_id", event)
                                                    .put("type_for_males_id", type)
                                                    .put("count_males", 1)))
                    .statusCode(200);
        }
        api.create("/tallies", "tally", new JsonObject().put("event_id", event).put("type", "MaleTally"));
        api.create("/thermal_receipts", "thermal_receipt", new JsonObject().put("venue_id", venue));
    }
}
