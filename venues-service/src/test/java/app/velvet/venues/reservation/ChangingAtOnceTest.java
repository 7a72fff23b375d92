package app.velvet.venues.reservation;

import static app.velvet.venues.reservation.Night.PATH;
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
}
