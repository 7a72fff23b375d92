package app.velvet.auth.passwordreset;

import static app.velvet.auth.Velvet.PASSWORD;
import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.from;
import static app.velvet.auth.passwordreset.Resets.ask;
import static app.velvet.auth.passwordreset.Resets.reset;
import static app.velvet.auth.passwordreset.Resets.signIn;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.LockedRow;
import app.velvet.auth.Published;
import app.velvet.auth.Velvet;
import app.velvet.testing.TopicProbe;
import io.agroal.api.AgroalDataSource;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @Inject
    PasswordResetService resets;

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
        var threads = Executors.newFixedThreadPool(20);
        var answers = new ArrayList<Future<Integer>>();
        for (int caller = 0; caller < 20; caller++) {
            var password = "password " + caller;
            answers.add(threads.submit(() -> reset(token, password).extract().statusCode()));
        }
        threads.shutdown();
        var statuses = new ArrayList<Integer>();
        for (var answer : answers) {
            statuses.add(answer.get());
        }

        assertEquals(1, Collections.frequency(statuses, 200), statuses::toString);
        assertEquals(19, Collections.frequency(statuses, 400), statuses::toString);
        assertEquals(200, signIn(tenant.managerEmail(), "password " + statuses.indexOf(200)));
    }

    @Test
    void aTokenThatSeveralHaveFoundGoodIsGoodOnceNevertheless() throws Exception {
        var tenant = velvet.tenant();
        var token = new ResetToken(tokenFor(tenant.managerEmail()));

        var answers = LockedRow.awaitedByFour(database, "users", tenant.managerId(), () -> change(token));

        assertEquals(1, Collections.frequency(answers, "changed"), answers::toString);
        assertEquals(3, Collections.frequency(answers, INVALID), answers::toString);
    }

    private String change(ResetToken token) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> resets.change(token, "a hash"));
            return "changed";
        } catch (Throwable refused) {
            return refused.getMessage();
        }
    }

    @Test
    void aTokenIsGoodForTwoHours() {
        var tenant = velvet.tenant();
        var token = tokenFor(tenant.managerEmail());
        clock.ahead(Duration.ofMinutes(119), () -> reset(token, NEW_PASSWORD).statusCode(200));

        var another = tokenFor(velvet.tenant().managerEmail());
        clock.ahead(
                Duration.ofMinutes(121),
                () -> reset(another, NEW_PASSWORD).statusCode(400).body("message", equalTo(INVALID)));
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
}
