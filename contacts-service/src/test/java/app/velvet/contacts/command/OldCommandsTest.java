package app.velvet.contacts.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.contacts.Work;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class OldCommandsTest {

    @Inject
    Work work;

    @Inject
    OldCommands old;

    @Test
    void onlyWhatNobodyDeliversAgainIsForgotten() {
        long company = Staff.newCompany();
        work.execute("""
                insert into carried_out_command (company_id, service, key, carried_out_at)
                values (%1$d, 'venues-service', 'last-week', now() - interval '7 days'),
                       (%1$d, 'venues-service', 'last-year', now() - interval '365 days')
                """.formatted(company));

        old.forget().await().indefinitely();

        assertEquals("last-week", work.query("select key from carried_out_command where company_id = " + company));
        assertEquals(1, work.count("carried_out_command where company_id = " + company));
    }
}
