package app.velvet.auth.passwordreset;

import static app.velvet.auth.Velvet.anAddress;
import static app.velvet.auth.Velvet.anEmail;
import static app.velvet.auth.passwordreset.Resets.REQUESTED;
import static app.velvet.auth.passwordreset.Resets.ask;
import static app.velvet.auth.passwordreset.Resets.askFrom;
import static app.velvet.auth.passwordreset.Resets.reset;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Logged;
import app.velvet.auth.Velvet;
import app.velvet.auth.passwordreset.MailOutcome.Accepted;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ResetMailTest {

    private static final String NEW_PASSWORD = "battery staple";

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    AgroalDataSource database;

    @Inject
    DeliveringResets delivering;

    @Inject
    ResetQueue queue;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    private MailServer mails;

    @AfterEach
    void stopMailServer() {
        if (mails != null) {
            mails.close();
        }
    }

    private void startMailServer() {
        mails = new MailServer(port);
    }

    @Test
    void aMailSaysWhatItIsAndWhatToDo() throws Exception {
        startMailServer();
        var tenant = velvet.tenant();
        var host = velvet.colleague(tenant, Map.of("first_name", "Zoë <3"));

        ask(host.email().toUpperCase(Locale.ROOT));

        var mail = mails.await(host.email(), 1).get(0);
        assertEquals("no-reply@velvet.example", mail.from());
        assertEquals(
                "Velvet <no-reply@velvet.example>", mail.message().getFrom()[0].toString());
        assertEquals("Reset your password", mail.message().getSubject());
        assertEquals("""
                Hello Zoë <3,

                somebody, we hope it was you, has asked to reset the password of your account at Blue Note.

                Enter this code where the app asks for it, and choose a new password:

                %s

                This is good once, within 2 hours. Whoever is signed in with your account will have to sign in again.

                If you did not ask for it, you need not do anything: your password stays as it is.
                """.formatted(mail.token()).strip(), mail.text().strip());
        assertTrue(mail.html().contains("Hello Zoë &lt;3,"), mail.html());
        assertTrue(mail.html().contains("<strong>Blue Note</strong>"), mail.html());
        assertTrue(mail.html().contains(mail.token()), mail.html());
    }

    @Test
    void whereThereIsAPageForItAMailHasALink() throws Throwable {
        startMailServer();
        var email = anEmail();
        var token = ResetToken.random();
        var mail = new ResetMail(1, 2, "Mona", email, "Blue Note", token);
        for (var url : List.of("https://app.venue.example/reset", "https://app.venue.example/?page=reset")) {
            var mailer = new ResetMailer(settings(url));
            assertEquals(new Accepted(), VertxContextSupport.subscribeAndAwait(() -> mailer.send(mail)));
        }

        var received = mails.await(email, 2);
        var link = "https://app.venue.example/reset?reset_token=" + token.text();
        assertTrue(received.get(0).text().contains("Choose a new password here:\n\n" + link + "\n"));
        assertTrue(received.get(0).html().contains("<a href=\"" + link + "\""));
        assertTrue(received.get(1)
                .text()
                .contains("https://app.venue.example/?page=reset&reset_token=" + token.text() + "\n"));
    }

    private static ResetSettings settings(String url) {
        return new SmallRyeConfigBuilder()
                .withMapping(ResetSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValues(
                        Map.of("velvet.auth.reset.from", "no-reply@velvet.example", "velvet.auth.reset.url", url))
                .build()
                .getConfigMapping(ResetSettings.class);
    }

    @Test
    void unknownAndDeactivatedUsersAreAnsweredAlikeAndSentNothing() {
        startMailServer();
        var tenant = velvet.tenant();
        var deactivated = velvet.host(tenant);
        tenant.manager().delete("/api/v1/staff/" + deactivated.id()).then().statusCode(200);

        for (var email : List.of(anEmail(), deactivated.email(), "no address at all")) {
            askFrom(anAddress(), email)
                    .then()
                    .statusCode(200)
                    .body("size()", equalTo(1))
                    .body("message", equalTo(REQUESTED));

            await().until(() -> waiting(email), equalTo(0));
            assertEquals(List.of(), mails.to(email));
        }
    }

    @Test
    void aMailWaitsForAServerThatIsDown() {
        var tenant = velvet.tenant();
        ask(tenant.managerEmail());
        await().until(() -> tries(tenant.managerEmail()), greaterThan(1));

        startMailServer();

        reset(mails.await(tenant.managerEmail(), 1).get(0).token(), NEW_PASSWORD)
                .statusCode(200);
        await().until(() -> waiting(tenant.managerEmail()), equalTo(0));
    }

    @Test
    void aMailThatIsRefusedForNowIsSentAgain() {
        startMailServer();
        mails.refuse(451, 421);
        var tenant = velvet.tenant();

        ask(tenant.managerEmail());

        assertEquals(3, mails.await(tenant.managerEmail(), 3).size());
        await().until(() -> waiting(tenant.managerEmail()), equalTo(0));
        assertEquals(3, mails.to(tenant.managerEmail()).size());
    }

    @Test
    void aMailThatIsRefusedForGoodIsNot() {
        startMailServer();
        mails.refuse(550);
        var tenant = velvet.tenant();

        ask(tenant.managerEmail());

        mails.await(tenant.managerEmail(), 1);
        await().until(() -> waiting(tenant.managerEmail()), equalTo(0));
        assertEquals(1, mails.to(tenant.managerEmail()).size());
    }

    @Test
    void aServerThatDoesNotBelieveWhoWeAreRefusesNoMailForGood() {
        startMailServer();
        mails.refuse(535);
        var tenant = velvet.tenant();

        ask(tenant.managerEmail());

        assertEquals(2, mails.await(tenant.managerEmail(), 2).size());
    }

    @Test
    void theTokenOfAMailThatArrivedWithoutOurHearingSoIsGood() {
        startMailServer();
        mails.refuse(451);
        var tenant = velvet.tenant();
        ask(tenant.managerEmail());
        var both = mails.await(tenant.managerEmail(), 2);

        reset(both.get(0).token(), NEW_PASSWORD).statusCode(200);
        reset(both.get(1).token(), NEW_PASSWORD).statusCode(400);
    }

    @Test
    void whatADeadReplicaHadLeasedIsSentWhenTheLeaseIsOver() throws Exception {
        startMailServer();
        var tenant = velvet.tenant();
        leased(tenant.managerEmail(), Duration.ofSeconds(50));
        var other = velvet.tenant();
        ask(other.managerEmail());
        mails.await(other.managerEmail(), 1);
        assertEquals(List.of(), mails.to(tenant.managerEmail()));

        clock.ahead(Duration.ofSeconds(51), () -> mails.await(tenant.managerEmail(), 1));
    }

    @Test
    void aReplicaWhoseLeaseIsOverTakesTheMailFromNobody() throws Throwable {
        var email = velvet.tenant().managerEmail();
        leased(email, Duration.ofSeconds(50));
        var late = new DueReset(number("select id from password_reset where email = ?", email), email, 1);

        assertEquals(Optional.empty(), VertxContextSupport.subscribeAndAwait(() -> queue.prepare(late)));
        VertxContextSupport.subscribeAndAwait(() -> queue.drop(late));
        VertxContextSupport.subscribeAndAwait(() -> queue.postpone(late));

        assertEquals(1, waiting(email));
        assertEquals(
                0,
                number(
                        "select count(*) from password_reset where email = ? and due_at < now() + interval '40s'",
                        email));
    }

    @Test
    void aMailIsGivenUpWhenATokenWouldHaveExpired() {
        var tenant = velvet.tenant();
        ask(tenant.managerEmail());

        clock.ahead(Duration.ofMinutes(119), this::forgetExpired);
        assertEquals(1, waiting(tenant.managerEmail()));

        clock.ahead(Duration.ofMinutes(121), this::forgetExpired);
        assertEquals(0, waiting(tenant.managerEmail()));
    }

    @Test
    void aMailThatWaitsIsNotSentAfterThePasswordWasChanged() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        ask(host.email());
        await().until(() -> tries(host.email()), greaterThan(0));

        tenant.manager()
                .body(Map.of("user", Map.of("password", "set by the manager")))
                .put("/api/v1/staff/" + host.id())
                .then()
                .statusCode(200);

        assertEquals(0, waiting(host.email()));
    }

    @Test
    void neitherTokensNorAddressesAreLogged() {
        startMailServer();
        mails.refuse(451, 550);
        var email = velvet.tenant().managerEmail();
        try (var logged = new Logged()) {
            ask(email);
            var received = mails.await(email, 2);
            await().until(() -> waiting(email), equalTo(0));
            reset(received.get(0).token(), NEW_PASSWORD).statusCode(200);

            assertTrue(logged.holds("Mails to reset passwords are not sent now"));
            assertTrue(logged.holds("reply=550"));
            logged.requireNone(email, received.get(0).token(), received.get(1).token(), NEW_PASSWORD);
        }
    }

    private void forgetExpired() {
        try {
            VertxContextSupport.subscribeAndAwait(delivering::forgetExpired);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void leased(String email, Duration lease) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into password_reset (email, tries, due_at, expires_at) values (?, 2, ?, ?)")) {
            insert.setString(1, email);
            insert.setObject(2, Instant.now().plus(lease).atOffset(ZoneOffset.UTC));
            insert.setObject(3, Instant.now().plus(Duration.ofHours(2)).atOffset(ZoneOffset.UTC));
            insert.execute();
        }
    }

    private int waiting(String email) {
        return number("select count(*) from password_reset where email = ?", email);
    }

    private int tries(String email) {
        return number("select max(tries) from password_reset where email = ?", email);
    }

    private int number(String sql, String email) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            query.setString(1, email);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
