package app.velvet.auth.passwordreset;

import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.passwordreset.Resets.ask;
import static app.velvet.auth.passwordreset.Resets.askFrom;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ResetLimitsTest {

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @Test
    void anAccountIsSentThreeMailsAnHourAndNobodyIsToldSo() {
        var email = velvet.tenant().managerEmail();
        var afterwards = velvet.tenant().managerEmail();
        try (var mails = new MailServer(port)) {
            for (int mail = 1; mail <= 3; mail++) {
                ask(email);
                mails.await(email, mail);
            }

            ask(email.toUpperCase(Locale.ROOT));

            ask(afterwards);
            mails.await(afterwards, 1);
            assertEquals(3, mails.to(email).size());
            clock.ahead(Duration.ofMinutes(61), () -> {
                ask(email);
                mails.await(email, 4);
            });
        }
    }

    @Test
    void anAddressIsRefusedAfterTwentyRequests() throws Exception {
        var address = anAddress();
        Callable<Integer> request = () -> askFrom(address, anEmail()).statusCode();
        var threads = Executors.newFixedThreadPool(30);
        var answers = new ArrayList<Integer>();
        try {
            for (var answer : threads.invokeAll(Collections.nCopies(30, request))) {
                answers.add(answer.get());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(20, Collections.frequency(answers, 200));
        assertEquals(10, Collections.frequency(answers, 429));

        var refused = askFrom(address, velvet.tenant().managerEmail());

        refused.then().statusCode(429).body("message", equalTo("Too many requests to reset a password"));
        var retryAfter = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(retryAfter > 59 * 60 && retryAfter <= 60 * 60, "Retry-After: " + retryAfter);
        ask(anEmail());
    }

    /** Else a flood from one address would hold all connections to the database. */
    @Test
    void whoIsRefusedWaitsForNobodyOfTheSameAddress() throws SQLException {
        var address = anAddress();
        for (int request = 0; request < 20; request++) {
            askFrom(address, anEmail()).then().statusCode(200);
        }
        try (var other = database.getConnection();
                var count = other.prepareStatement(
                        "select pg_advisory_xact_lock(hashtextextended('attempt ' || lower(?), 0))")) {
            other.setAutoCommit(false);
            count.setString(1, "password reset from " + address);
            count.execute();

            askFrom(address, anEmail()).then().statusCode(429);

            other.rollback();
            other.setAutoCommit(true);
        }
    }
}
