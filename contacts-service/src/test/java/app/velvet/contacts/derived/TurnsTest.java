package app.velvet.contacts.derived;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Staff.Member;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those that wait for their origins to be followed take turns. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class TurnsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Staff staff;

    @Inject
    Work work;

    private Member busy;
    private Member waiting;

    @BeforeEach
    void rememberWhoIsDone() {
        busy = staff.managerOfNewCompany();
        waiting = staff.managerOfNewCompany();
        work.execute("create table done_for_test (place bigint generated always as identity, company_id bigint)");
        work.execute("""
                create function remember_for_test() returns trigger language plpgsql as
                $$ begin insert into done_for_test (company_id) values (old.company_id); return null; end $$
                """);
        work.execute("create trigger remember_for_test after delete on derived_change for each row"
                + " execute function remember_for_test()");
    }

    @AfterEach
    void forget() {
        work.execute("drop function remember_for_test cascade");
        work.execute("drop table done_for_test");
    }

    private void notes(Member of, int contacts, int ofEach) {
        work.execute("""
                insert into note (company_id, id, contact_id, user_id, text, audience, created_at, updated_at)
                select %d, nextval('note_id'), contact, 1, 'Note', '{company}', now(), now()
                  from generate_series(1, %d) contact, generate_series(1, %d)
                """.formatted(of.companyId(), contacts, ofEach));
    }

    /** Of those contacts, that the notes about them have to follow; of the busy one they have been due for longer. */
    private void request(int ofBusy) {
        work.execute("""
                insert into derived_change (company_id, id, origin_class, origin_id, dependants, requested_at, due_at,
                                            last_done_id)
                select company_id, nextval('derived_change_id'), 'Contact', contact, 'Note', due_at, due_at, 0
                  from (values (%d, %d, now() - interval '2 hours'), (%d, 1, now() - interval '1 hour'))
                       as asked (company_id, contacts, due_at), generate_series(1, contacts) contact
                """.formatted(busy.companyId(), ofBusy, waiting.companyId()));
    }

    private void awaitAllDone(int changes) {
        await().atMost(PATIENCE).until(() -> work.count("done_for_test"), equalTo((long) changes));
        assertEquals(
                0, work.count("note where company_id in (%d, %d)".formatted(busy.companyId(), waiting.companyId())));
    }

    private long firstDone() {
        return Long.parseLong(work.query("select company_id from done_for_test order by place limit 1"));
    }

    @Test
    void oneWithManyDependantsHoldsUpNoOther() {
        notes(busy, 1, 5 * DerivedChanges.CHUNK);
        notes(waiting, 1, 1);

        request(1);

        awaitAllDone(2);
        assertEquals(waiting.companyId(), firstDone());
    }

    @Test
    void moreOfThoseThanAreTakenUpAtOnceHoldUpNoOther() {
        int many = DerivedChanges.AT_ONCE + 1;
        notes(busy, many, DerivedChanges.CHUNK + 1);
        notes(waiting, 1, 1);

        request(many);

        awaitAllDone(many + 1);
        assertEquals(waiting.companyId(), firstDone());
    }
}
