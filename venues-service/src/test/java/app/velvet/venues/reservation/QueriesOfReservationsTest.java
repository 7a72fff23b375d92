package app.velvet.venues.reservation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.venues.Database;
import app.velvet.venues.Staff;
import app.velvet.venues.Staff.Member;
import app.velvet.venues.Statements;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list takes as many queries as are in the table below, however much is on it. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class QueriesOfReservationsTest {

    private static final int MANY = 90;

    @Inject
    Staff staff;

    @Inject
    Database database;

    /** Without a page, the last query finds that there is no more. */
    @ParameterizedTest
    @CsvSource({"/reservations?page=1, 2", "/reservations/upcoming?page=1, 2", "/reservations, 2"})
    void listOfManyTakesAsManyQueriesAsAListOfOne(String list, int queries) {
        assertEquals(queries, queriesOf(managerWith(1), list, 1));
        assertEquals(queries, queriesOf(managerWith(MANY), list, MANY));
    }

    private Member managerWith(int reservations) {
        try (var night = new Night(staff)) {
            database.execute("""
                    insert into contact (company_id, id, name, state, tag_ids, audience)
                    select %1$d, n, 'Guest', 'customer', '{}', '{company}' from generate_series(1, %2$d) n
                    """.formatted(night.manager.companyId(), reservations));
            database.execute("""
                    insert into reservation (company_id, id, event_id, venue_id, contact_id, requested_table_ids,
                            assigned_table_ids, count_males, count_females, status, lost, contact_degree, closeout,
                            created_at, updated_at)
                    select company_id, nextval('reservation_id'), %d, %d, id, '{}', '{}', 1, 1, 'lead', false, '{}', false,
                           now(), now()
                      from contact where company_id = %d
                    """.formatted(night.event, night.venue, night.manager.companyId()));
            return night.manager;
        }
    }

    /** Only what is asked of reservations: work in the background goes on meanwhile. */
    private static long queriesOf(Member manager, String list, int expected) {
        return Statements.during(() -> manager.asks()
                        .when()
                        .get("/api/v1" + list)
                        .then()
                        .statusCode(200)
                        .body("size()", equalTo(expected)))
                .stream()
                .filter(sent -> sent.sql().contains("from reservation"))
                .count();
    }
}
