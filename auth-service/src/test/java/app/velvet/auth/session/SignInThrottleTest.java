package app.velvet.auth.session;

import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.Velvet.from;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class SignInThrottleTest {

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    AgroalDataSource database;

    @Test
    void fiveFailuresCloseTheAccountToThatAddressWhateverThePassword() {
        var tenant = velvet.tenant();
        var colleague = velvet.host(tenant);
        var address = anAddress();
        for (int failure = 0; failure < 5; failure++) {
            assertEquals(
                    401,
                    attempt(address, tenant.managerEmail(), "wrong password").statusCode());
        }

        var closed = attempt(address, tenant.managerEmail().toUpperCase(Locale.ROOT), PASSWORD);

        closed.then().statusCode(429).body("message", equalTo("Too many attempts to sign in"));
        var retryAfter = Integer.parseInt(closed.header("Retry-After"));
        assertTrue(retryAfter > 14 * 60 && retryAfter <= 15 * 60, "Retry-After: " + retryAfter);
        assertEquals(200, attempt(anAddress(), tenant.managerEmail(), PASSWORD).statusCode(), "from elsewhere");
        assertEquals(200, attempt(address, colleague.email(), PASSWORD).statusCode(), "another account");
    }

    @Test
    void anAccountThatDoesNotExistIsClosedToo() {
        var address = anAddress();
        var email = anEmail();
        for (int failure = 0; failure < 5; failure++) {
            assertEquals(401, attempt(address, email, PASSWORD).statusCode());
        }

        assertEquals(429, attempt(address, email, PASSWORD).statusCode());
    }

    @Test
    void failuresCountForAQuarterOfAnHour() {
        var tenant = velvet.tenant();
        var address = anAddress();
        for (int failure = 0; failure < 5; failure++) {
            attempt(address, tenant.managerEmail(), "wrong password");
        }

        clock.ahead(
                Duration.ofMinutes(14),
                () -> assertEquals(
                        429, attempt(address, tenant.managerEmail(), PASSWORD).statusCode()));
        clock.ahead(
                Duration.ofMinutes(16),
                () -> assertEquals(
                        200, attempt(address, tenant.managerEmail(), PASSWORD).statusCode()));
    }

    @Test
    void aClosedAccountIsNotKeptClosedByFurtherAttempts() {
        var tenant = velvet.tenant();
        var address = anAddress();
        for (int failure = 0; failure < 5; failure++) {
            attempt(address, tenant.managerEmail(), "wrong password");
        }

        clock.ahead(Duration.ofMinutes(14), () -> attempt(address, tenant.managerEmail(), "wrong password"));

        clock.ahead(
                Duration.ofMinutes(16),
                () -> assertEquals(
                        200, attempt(address, tenant.managerEmail(), PASSWORD).statusCode()));
    }

    @Test
    void guessesAtTheSameTimeLearnNoMoreThanFive() throws Exception {
        var tenant = velvet.tenant();
        var address = anAddress();
        Callable<Integer> guess =
                () -> attempt(address, tenant.managerEmail(), "wrong password").statusCode();

        var answers = atOnce(20, guess);

        assertEquals(5, answers.stream().filter(status -> status == 401).count());
        assertEquals(15, answers.stream().filter(status -> status == 429).count());
    }

    @Test
    void twoHundredFailuresCloseSignInToTheAddress() throws SQLException {
        var tenant = velvet.tenant();
        var address = anAddress();
        failed(address, 199);
        assertEquals(200, attempt(address, tenant.managerEmail(), PASSWORD).statusCode());

        failed(address, 1);

        assertEquals(429, attempt(address, tenant.managerEmail(), PASSWORD).statusCode());
    }

    @Test
    void onlyTheGatewaysOwnEntryIsTheAddress() {
        var tenant = velvet.tenant();
        var address = anAddress();
        for (int failure = 0; failure < 5; failure++) {
            attempt(anAddress() + ", " + address, tenant.managerEmail(), "wrong password");
        }

        assertEquals(
                429,
                attempt(anAddress() + ", " + address, tenant.managerEmail(), PASSWORD)
                        .statusCode());
    }

    /** As if so many accounts had been tried from the address just now. */
    private void failed(String address, int times) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into attempt (subject, counts_until)"
                        + " select sha256(convert_to(?, 'UTF8')), now() + interval '15 minutes'"
                        + " from generate_series(1, ?)")) {
            insert.setString(1, SignInThrottle.failuresFrom(address));
            insert.setInt(2, times);
            insert.execute();
        }
    }

    private static Response attempt(String address, String email, String password) {
        return from(address).body(Map.of("email", email, "password", password)).post("/api/v1/tokens");
    }

    private static List<Integer> atOnce(int times, Callable<Integer> attempt) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        try {
            var attempts = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < times; i++) {
                attempts.add(attempt);
            }
            var answers = new ArrayList<Integer>();
            for (Future<Integer> answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
