package app.velvet.auth.passwordreset;

import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.from;
import static app.velvet.auth.passwordreset.Resets.ask;
import static app.velvet.auth.passwordreset.Resets.reset;
import static app.velvet.auth.passwordreset.Resets.signIn;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class PasswordResetTest {

    private static final String NEW_PASSWORD = "battery staple";
    private static final String INVALID = "Reset token is invalid or has expired";

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    AgroalDataSource database;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    private MailServer mails;

    @BeforeEach
    void startMailServer() {
        mails = new MailServer(port);
    }

    @AfterEach
    void stopMailServer() {
        mails.close();
    }

    @Test
    void theTokenOfTheMailSetsANewPassword() {
        var tenant = velvet.tenant();

        reset(tokenFor(tenant.managerEmail()), NEW_PASSWORD).statusCode(200).body("message", equalTo("Success"));

        assertEquals(200, signIn(tenant.managerEmail(), NEW_PASSWORD));
        assertEquals(401, signIn(tenant.managerEmail(), PASSWORD));
    }

    @Test
    void allSessionsEndAndTheirEndsArePublished() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var elsewhere = Velvet.signIn(host.email());

        reset(tokenFor(host.email()), NEW_PASSWORD).statusCode(200);

        host.request().get("/api/v1/profile").then().statusCode(401);
        Velvet.as(elsewhere).get("/api/v1/profile").then().statusCode(401);
        tenant.manager().get("/api/v1/profile").then().statusCode(200);
        try (var published = new Published()) {
            for (var end : published.awaitOfClass(tenant.id(), "Session", 2)) {
                assertEquals(host.id(), Published.data(end).get("user_id").asLong());
                assertEquals(String.valueOf(host.id()), TopicProbe.header(end, "ce_actorid"));
            }
            var change = published.await(tenant.id(), "User", host.id(), 2).get(1);
            assertEquals("update", Published.value(change).get("action").asText());
        }
    }

    @Test
    void aTokenIsGoodOnce() {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());
        reset(token, NEW_PASSWORD).statusCode(200);

        reset(token, "another password")
                .statusCode(400)
                .body("status_code", equalTo(400))
                .body("message", equalTo(INVALID));

        assertEquals(200, signIn(tenant.managerEmail(), NEW_PASSWORD));
    }

    @Test
    void ofManyWhoUseATokenAtOnceOneSucceeds() throws Exception {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());
        var attempts = new ArrayList<Callable<Integer>>();
        for (int caller = 0; caller < 20; caller++) {
            var password = "password " + caller;
            attempts.add(() -> reset(token, password).extract().statusCode());
        }

        var answers = atOnce(attempts);

        assertEquals(Map.of(200, 1L, 400, 19L), answers.stream().collect(groupingBy(Function.identity(), counting())));
        var winner = "password " + answers.indexOf(200);
        assertEquals(200, signIn(tenant.managerEmail(), winner));
    }

    @Test
    void aTokenIsGoodForTwoHours() {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());

        clock.ahead(
                Duration.ofMinutes(121),
                () -> reset(token, NEW_PASSWORD).statusCode(400).body("message", equalTo(INVALID)));
        clock.ahead(Duration.ofMinutes(119), () -> reset(token, NEW_PASSWORD).statusCode(200));
    }

    @Test
    void aNewerMailMakesTheTokenOfAnOlderOneVoid() {
        var tenant = velvet.tenant();
        var older = tokenFor(tenant.managerEmail());
        ask(tenant.managerEmail());
        var newer = mails.await(tenant.managerEmail(), 2).get(1).token();

        reset(older, NEW_PASSWORD).statusCode(400).body("message", equalTo(INVALID));
        reset(newer, NEW_PASSWORD).statusCode(200);
    }

    @Test
    void anotherPasswordMakesTheTokenVoid() {
        changingMakesTheTokenVoid(Map.of("password", "set by the manager"));
    }

    @Test
    void anotherEmailMakesTheTokenVoid() {
        changingMakesTheTokenVoid(Map.of("email", Velvet.anEmail()));
    }

    @Test
    void aDeactivationMakesTheTokenVoid() {
        changingMakesTheTokenVoid(Map.of("active", false));
    }

    private void changingMakesTheTokenVoid(Map<String, ?> fields) {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var token = tokenFor(host.email());

        tenant.manager()
                .body(Map.of("user", fields))
                .put("/api/v1/staff/" + host.id())
                .then()
                .statusCode(200);

        reset(token, NEW_PASSWORD).statusCode(400).body("message", equalTo(INVALID));
    }

    @Test
    void anotherNameDoesNot() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        var token = tokenFor(host.email());

        host.request()
                .body(Map.of("first_name", "Henry"))
                .put("/api/v1/profile")
                .then()
                .statusCode(200);

        reset(token, NEW_PASSWORD).statusCode(200);
    }

    @Test
    void nobodyResetsAPasswordInADeactivatedCompany() {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());
        velvet.operator()
                .body(Map.of("company", Map.of("active", false)))
                .put("/internal/companies/" + tenant.id())
                .then()
                .statusCode(200);

        reset(token, NEW_PASSWORD).statusCode(400).body("message", equalTo(INVALID));
    }

    @Test
    void onlyTheHashOfATokenIsStored() throws Exception {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());

        var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(HexFormat.of().formatHex(digest)), storedHashes(tenant.id()));
    }

    @Test
    void aTokenThatNeverWasIsRefused() {
        reset("x".repeat(43), NEW_PASSWORD).statusCode(400).body("message", equalTo(INVALID));
    }

    @Test
    void aPasswordThatIsTooShortIsNamedAndTheTokenStaysGood() {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());

        reset(token, "short")
                .statusCode(400)
                .body("errors.password[0]", equalTo("is too short (minimum is 8 characters)"));

        reset(token, NEW_PASSWORD).statusCode(200);
    }

    @Test
    void whatIsMissingIsNamed() {
        from(anAddress())
                .put("/api/v1/tokens/reset")
                .then()
                .statusCode(400)
                .body("errors.reset_token[0]", equalTo("can't be blank"))
                .body("errors.password[0]", equalTo("can't be blank"));
        from(anAddress())
                .post("/api/v1/tokens/reset")
                .then()
                .statusCode(400)
                .body("errors.email[0]", equalTo("can't be blank"));
    }

    private String tokenFor(String email) {
        ask(email);
        return mails.await(email, 1).get(0).token();
    }

    private List<String> storedHashes(long companyId) throws Exception {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select hash from reset_token where company_id = ?")) {
            query.setLong(1, companyId);
            var rows = query.executeQuery();
            var hashes = new ArrayList<String>();
            while (rows.next()) {
                hashes.add(rows.getString(1));
            }
            return hashes;
        }
    }

    private static List<Integer> atOnce(List<Callable<Integer>> attempts) throws Exception {
        var threads = Executors.newFixedThreadPool(attempts.size());
        try {
            var answers = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(attempts)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
