package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.Night.PATH;
import static app.velvet.venues.reservation.Night.ids;
import static app.velvet.venues.reservation.Night.with;
import static org.hamcrest.Matchers.equalTo;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What several people say about one reservation at the same moment. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ChangingAtOnceTest {

    @Inject
    Staff staff;

    @Inject
    Database database;

    private Night night;
    private long reservation;

    @BeforeEach
    void book() {
        night = new Night(staff);
        reservation = night.book(night.confirmed(), night.guests.come("Nina Simone"));
    }

    @AfterEach
    void closeEvent() {
        night.close();
    }

    @Test
    void whatAnotherReplicaChangesMeanwhileStays() {
        database.whileChanging(
                "update reservation set note = 'Birthday' where id = " + reservation,
                () -> night.changing(reservation, with("check_number", "7")).statusCode(200));

        night.api
                .getting(PATH + "/" + reservation)
                .body("note", equalTo("Birthday"))
                .body("check_number", equalTo("7"));
    }

    @Test
    void whoChangesAReservationThatIsMovedMeanwhileLooksAgain() {
        long blues = night.anotherEvent("Blues", Night.NEXT_WEEK);

        database.whileChanging(
                "update reservation set section_id = null, status = 'lead', event_id = " + blues + " where id = "
                        + reservation,
                () -> night.changing(reservation, with("check_number", "7")).statusCode(200));

        night.api
                .getting(PATH + "/" + reservation)
                .body("event_id", equalTo((int) blues))
                .body("check_number", equalTo("7"));
    }

    @Test
    void reservationThatIsRemovedMeanwhileIsNotFound() {
        database.whileChanging(
                "delete from reservation where id = " + reservation,
                () -> night.changing(reservation, with("check_number", "7")).statusCode(404));
    }

    /** An insertion of the reservation's row with other values, by turns names and SQL. */
    private String another(String values) {
        return "insert into reservation select (jsonb_populate_record(r, jsonb_build_object(" + values
                + "))).* from reservation r where r.id = " + reservation;
    }

    @Test
    void guestWhomAnotherReplicaBooksMeanwhileIsBookedOnce() {
        long miles = night.guests.come("Miles Davis");

        database.whileChanging(
                another("'id', nextval('reservation_id'), 'contact_id', " + miles),
                () -> night.booking(night.confirmed(), miles)
                        .statusCode(409)
                        .body("message", equalTo("Contact " + miles + " has a reservation for this event already")));
    }

    @Test
    void tableThatAnotherReplicaAssignsMeanwhileIsTaken() {
        long table = night.tables.get(0);
        var seated = night.confirmed().put("assigned_table_ids", ids(table));
        var assigning =
                "insert into taken_table (company_id, table_id, event_id, reservation_id) values (%d, %d, %d, %d)"
                        .formatted(night.manager.companyId(), table, night.event, reservation);

        database.whileChanging(
                assigning,
                () -> night.booking(seated, night.guests.come("Miles Davis"))
                        .statusCode(409)
                        .body("message", equalTo("Table Table 1 is already reserved")));
        night.holding(night.manager, table).statusCode(409);
    }

    @Test
    void tableThatAnotherReplicaHoldsMeanwhileIsTaken() {
        long table = night.tables.get(0);
        var holding = """
                insert into table_hold (company_id, id, event_id, table_id, user_id, created_at)
                values (%d, nextval('table_hold_id'), %d, %d, %d, now())
                """.formatted(night.manager.companyId(), night.event, table, night.manager.userId() + 1);

        database.whileChanging(
                holding,
                () -> night.holding(night.manager, table)
                        .statusCode(409)
                        .body("message", equalTo("Table is already reserved")));
    }
}
