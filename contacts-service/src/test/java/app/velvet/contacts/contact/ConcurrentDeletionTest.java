package app.velvet.contacts.contact;

import static app.velvet.contacts.contact.Contacts.named;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.contacts.Staff;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a transaction does to several tables happens in all of them, also while many do the same. */
@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class ConcurrentDeletionTest {

    private static final int PHONES = 4;
    private static final int CONTACTS_OF_EACH = 150;

    @Inject
    Staff staff;

    @Test
    void everyAnsweredDeletionRemovesTheContact() throws Exception {
        var manager = staff.managerOfNewCompany();
        var threads = Executors.newFixedThreadPool(PHONES);
        try {
            var phones = IntStream.range(0, PHONES)
                    .mapToObj(phone -> (Callable<Void>) () -> createAndDelete(Contacts.of(manager), phone))
                    .toList();
            for (var phone : threads.invokeAll(phones)) {
                phone.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(Contacts.of(manager).ids(), empty());
    }

    private static Void createAndDelete(Contacts contacts, int phone) {
        for (int i = 0; i < CONTACTS_OF_EACH; i++) {
            long id = contacts.create(named("Guest", "guest" + i + "@phone" + phone + ".example"));
            assertEquals(200, contacts.deleting(id).extract().statusCode());
        }
        return null;
    }
}
