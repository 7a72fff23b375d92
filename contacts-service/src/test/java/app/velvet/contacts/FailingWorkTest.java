package app.velvet.contacts;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import app.velvet.contacts.Staff.Member;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that is left to do and fails each time is done in the end, and meanwhile holds up no other. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class FailingWorkTest {

    /** More than are taken up at once. */
    private static final int MANY = 120;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Staff staff;

    @Inject
    Work work;

    private Member failing;
    private Member other;
    private long ofFailing;
    private long ofOther;

    @BeforeEach
    void createContacts() {
        failing = staff.managerOfNewCompany();
        other = staff.managerOfNewCompany();
        ofFailing = Work.contact(failing, "Nina Simone", 1);
        ofOther = Work.contact(other, "Otis Redding", 1);
        work.execute("""
                create function fail_for_test() returns trigger language plpgsql as
                $$ begin raise exception 'It fails'; end $$
                """);
    }

    @AfterEach
    void mend() {
        work.execute("drop function if exists fail_for_test cascade");
        for (var left : new String[] {"derived_change", "statistics_rebuild"}) {
            work.execute("delete from %s where company_id = %d".formatted(left, failing.companyId()));
        }
    }

    /** Whatever a row of the failing company would become, it stays as it is. */
    private void failAt(String table) {
        work.execute(
                "create trigger fail_for_test before update or delete on %s for each row when (old.company_id = %d) %s"
                        .formatted(table, failing.companyId(), "execute function fail_for_test()"));
    }

    private long left(String table, Member of) {
        return work.count(table + " where company_id = " + of.companyId());
    }

    private void awaitNothingIsLeftBut(String table, int failed) {
        await().atMost(PATIENCE).until(() -> left(table, other), equalTo(0L));
        await().atMost(PATIENCE)
                .until(
                        () -> work.count(
                                table + " where retries > 0 and due_at > now() - interval '1 hour' and company_id = "
                                        + failing.companyId()),
                        equalTo((long) failed));
    }

    /** Its turn has come. */
    private void awaitDone(String table) {
        work.execute("drop function fail_for_test cascade");
        work.execute("update %s set due_at = now() where company_id = %d".formatted(table, failing.companyId()));
        await().atMost(PATIENCE).until(() -> left(table, failing), equalTo(0L));
    }

    @Test
    void derivedChangesThatFailHoldUpNoOther() {
        for (var member : new Member[] {failing, other}) {
            work.execute("""
                    insert into note (company_id, id, contact_id, user_id, text, audience, created_at, updated_at)
                    select %d, nextval('note_id'), n, 1, 'Note', '{company}', now(), now() from generate_series(1, %d) n
                    """.formatted(member.companyId(), MANY));
        }
        failAt("note");
        for (var member : new Member[] {failing, other}) {
            work.execute("""
                    insert into derived_change (company_id, id, origin_class, origin_id, dependants, requested_at, due_at,
                                                last_done_id)
                    select %1$d, nextval('derived_change_id'), 'Contact', n, 'Note', due_at, due_at, 0
                      from generate_series(1, %2$d) n, (select now() - interval '1 hour' * %3$d as due_at) moment
                     where %3$d = 2 or n = 1
                    """.formatted(member.companyId(), MANY, member == failing ? 2 : 1));
        }

        awaitNothingIsLeftBut("derived_change", MANY);
        awaitDone("derived_change");
    }

    @Test
    void companyWhoseStatisticsCannotBeCountedHoldsUpNoOther() {
        for (var contact : new long[] {ofFailing, ofOther}) {
            work.execute("""
                    insert into contact_statistics (company_id, contact_id, no_shows)
                    select company_id, id, 5 from contact where id = %d
                    """.formatted(contact));
        }
        failAt("contact_statistics");

        // The command itself waits until all is done.
        work.execute("insert into statistics_rebuild (company_id, last_done_id) values (%d, 0), (%d, 0)"
                .formatted(failing.companyId(), other.companyId()));

        awaitNothingIsLeftBut("statistics_rebuild", 1);
        awaitDone("statistics_rebuild");
    }
}
