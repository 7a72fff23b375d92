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

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Logged;
import app.velvet.auth.Velvet;
import app.velvet.auth.passwordreset.MailOutcome.Accepted;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ResetMailTest {

    private static final String NEW_PASSWORD = "battery staple";
    private static final String NOT_SENT = "The mail server does not take mails to reset passwords now";

    @Inject
    Velvet velvet;

    @Inject
    StoredMails stored;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    private MailServer mails;

    @AfterEach
    void leaveNothing() {
        if (mails != null) {
            mails.close();
        }
        stored.removeAll();
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

            await().until(() -> stored.count(email), equalTo(0));
            assertEquals(List.of(), mails.to(email));
        }
    }

    @Test
    void aMailWaitsForAServerThatIsDown() {
        var tenant = velvet.tenant();
        ask(tenant.managerEmail());
        await().until(() -> stored.tries(tenant.managerEmail()), greaterThan(1));

        startMailServer();

        reset(mails.await(tenant.managerEmail(), 1).get(0).token(), NEW_PASSWORD)
                .statusCode(200);
        await().until(() -> stored.count(tenant.managerEmail()), equalTo(0));
    }

    @Test
    void aMailThatIsRefusedForNowIsSentAgain() {
        startMailServer();
        mails.refuse(451, 421);
        var tenant = velvet.tenant();

        ask(tenant.managerEmail());

        assertEquals(3, mails.await(tenant.managerEmail(), 3).size());
        await().until(() -> stored.count(tenant.managerEmail()), equalTo(0));
        assertEquals(3, mails.to(tenant.managerEmail()).size());
    }

    @Test
    void aMailThatIsRefusedForGoodIsNot() {
        startMailServer();
        mails.refuse(550);
        var tenant = velvet.tenant();

        ask(tenant.managerEmail());

        mails.await(tenant.managerEmail(), 1);
        await().until(() -> stored.count(tenant.managerEmail()), equalTo(0));
        assertEquals(1, mails.to(tenant.managerEmail()).size());
    }

    @Test
    void aServerThatServesUsNotRefusesNoMailForGood() {
        startMailServer();
        mails.refuse(535, 554);
        mails.refuse(550, "5.7.1 Relaying denied");
        var tenant = velvet.tenant();

        ask(tenant.managerEmail());

        assertEquals(4, mails.await(tenant.managerEmail(), 4).size());
        await().until(() -> stored.count(tenant.managerEmail()), equalTo(0));
    }

    @Test
    void eachOutageOfTheMailServerIsSaidOnce() {
        startMailServer();
        deliverOne();
        try (var logged = new Logged()) {
            mails.refuse(451, 451, 550);
            deliverOne();
            assertEquals(1, logged.times(NOT_SENT));
            assertEquals(1, logged.times("The mail server takes mails to reset passwords again"));

            mails.refuse(451);
            deliverOne();
            assertEquals(2, logged.times(NOT_SENT));
        }
    }

    /** Or has it refused for good. */
    private void deliverOne() {
        var email = velvet.tenant().managerEmail();
        ask(email);
        mails.await(email, 1);
        await().until(() -> stored.count(email), equalTo(0));
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
    void aMailThatWaitsIsNotSentAfterThePasswordWasChanged() {
        var tenant = velvet.tenant();
        var host = velvet.host(tenant);
        ask(host.email());
        await().until(() -> stored.tries(host.email()), greaterThan(0));

        tenant.manager()
                .body(Map.of("user", Map.of("password", "set by the manager")))
                .put("/api/v1/staff/" + host.id())
                .then()
                .statusCode(200);

        assertEquals(0, stored.count(host.email()));
    }

    @Test
    void neitherTokensNorAddressesAreLogged() {
        startMailServer();
        deliverOne();
        mails.refuse(451, 550);
        var email = velvet.tenant().managerEmail();
        try (var logged = new Logged()) {
            ask(email);
            var received = mails.await(email, 2);
            await().until(() -> stored.count(email), equalTo(0));
            reset(received.get(0).token(), NEW_PASSWORD).statusCode(200);

            assertTrue(logged.holds(NOT_SENT));
            assertTrue(logged.holds("reply=550"));
            logged.requireNone(email, received.get(0).token(), received.get(1).token(), NEW_PASSWORD);
        }
    }
}
