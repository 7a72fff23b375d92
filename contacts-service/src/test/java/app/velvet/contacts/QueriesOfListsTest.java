package app.velvet.contacts;

import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page takes as many queries as are in the table below, however much is on it. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class QueriesOfListsTest {

    private static final int PAGE = 200;

    @Inject
    Staff staff;

    @Inject
    Work work;

    @ParameterizedTest
    @CsvSource({"contacts, 6", "notes, 2", "tasks, 4", "logs, 2"})
    void pageOfManyTakesAsManyQueriesAsAPageOfOne(String list, int queries) {
        var one = companyWith(1);
        var many = companyWith(PAGE);

        assertEquals(queries, queriesOf(one, list, 1));
        assertEquals(queries, queriesOf(many, list, PAGE));
    }

    /** Whose contacts have two notes each, and a task with a note and a log. */
    private Member companyWith(int contacts) {
        var manager = staff.managerOfNewCompany();
        long companyId = manager.companyId();
        work.execute("""
                insert into contact (company_id, id, creator_id, first_name, state, status, nurtured, tag_ids, created_at,
                                     updated_at)
                select %d, nextval('contact_id'), 1, 'Guest', 'customer', 'no_level', false, '{}', now(), now() from generate_series(1, %d)
                """.formatted(companyId, contacts));
        work.execute("""
                insert into contact_owner (company_id, id, contact_id, user_id, venue_id)
                select company_id, nextval('contact_owner_id'), id, 1, 1 from contact where company_id = %d
                """.formatted(companyId));
        work.execute("""
                insert into task (company_id, id, contact_id, contact_name, category, date, kind, state, user_id, owner_id,
                                  created_at)
                select company_id, nextval('task_id'), id, 'Guest', 'Call', now(), 'manual', 'incomplete', 1, 1, now()
                  from contact where company_id = %d
                """.formatted(companyId));
        work.execute("""
                insert into note (company_id, id, contact_id, task_id, user_id, text, audience, created_at, updated_at)
                select company_id, nextval('note_id'), case n when 0 then contact_id end, case n when 1 then id end, 1, 'Note',
                       '{company}', now(), now()
                  from task, generate_series(0, 1) n where company_id = %d
                """.formatted(companyId));
        work.execute("""
                insert into log_method (company_id, id, contact_id, task_id, user_id, date, kind, audience, created_at,
                                        updated_at)
                select company_id, nextval('log_method_id'), contact_id, id, 1, now(), 'call', '{company}', now(), now()
                  from task where company_id = %d
                """.formatted(companyId));
        return manager;
    }

    /** Only what is asked of these tables: work in the background goes on meanwhile. */
    private static long queriesOf(Member manager, String list, int least) {
        return Statements.during(() -> manager.asks()
                        .queryParam("page", 1)
                        .queryParam("per_page", PAGE)
                        .when()
                        .get("/api/v1/" + list)
                        .then()
                        .statusCode(200)
                        .body("size()", greaterThanOrEqualTo(least)))
                .stream()
                .filter(
                        statement -> statement
                                .sql()
                                .matches(
                                        "(?s).*\\b(contact|contact_owner|contact_qualification|contact_statistics|note|task|log_method)\\b.*"))
                .count();
    }
}
