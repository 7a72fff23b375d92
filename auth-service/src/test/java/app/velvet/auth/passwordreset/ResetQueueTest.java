package app.velvet.auth.passwordreset;

import static app.velvet.auth.passwordreset.Resets.ask;
import static app.velvet.auth.passwordreset.Resets.reset;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.AdjustableClock;
import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Logged;
import app.velvet.auth.Velvet;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class ResetQueueTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Inject
    Velvet velvet;

    @Inject
    AdjustableClock clock;

    @Inject
    StoredMails stored;

    @Inject
    DeliveringResets delivering;

    @Inject
    ResetQueue queue;

    @Inject
    ResetMailer mailer;

    @Inject
    ResetSettings settings;

    @Inject
    Pool database;

    @ConfigProperty(name = "quarkus.mailer.port")
    int port;

    @AfterEach
    void leaveNothing() {
        stored.removeAll();
    }

    @Test
    void whatADeadReplicaHadLeasedIsSentWhenTheLeaseIsOver() {
        var tenant = velvet.tenant();
        stored.leased(tenant.managerEmail(), Duration.ofSeconds(50));
        var other = velvet.tenant();
        ask(other.managerEmail());
        try (var mails = new MailServer(port)) {
            mails.await(other.managerEmail(), 1);
            assertEquals(List.of(), mails.to(tenant.managerEmail()));

            clock.ahead(Duration.ofSeconds(51), () -> mails.await(tenant.managerEmail(), 1));
        }
    }

    @Test
    void aReplicaWhoseLeaseIsOverTakesTheMailFromNobody() throws Throwable {
        var email = velvet.tenant().managerEmail();
        var now = stored.leased(email, Duration.ofSeconds(50));
        var late = new DueReset(now.id(), email, now.tries() - 1);

        assertEquals(Optional.empty(), prepare(late));
        VertxContextSupport.subscribeAndAwait(() -> queue.drop(late));
        VertxContextSupport.subscribeAndAwait(() -> queue.postpone(late));

        assertEquals(1, stored.count(email));
        assertEquals(0, stored.dueWithinFortySeconds(email));
    }

    @Test
    void anOlderMailThatComesLateLeavesTheTokenOfANewerOneGood() throws Throwable {
        var email = velvet.tenant().managerEmail();
        var older = stored.leased(email, LONG);
        var newer = prepare(stored.leased(email, LONG)).orElseThrow();

        assertEquals(Optional.empty(), prepare(older));

        reset(newer.token().text(), "battery staple").statusCode(200);
    }

    @Test
    void aMailIsGivenUpWhenATokenWouldHaveExpired() {
        var tenant = velvet.tenant();
        ask(tenant.managerEmail());

        clock.ahead(Duration.ofMinutes(119), this::forgetExpired);
        assertEquals(1, stored.count(tenant.managerEmail()));

        clock.ahead(Duration.ofMinutes(121), this::forgetExpired);
        assertEquals(0, stored.count(tenant.managerEmail()));
    }

    @Test
    void eachOutageOfTheDatabaseIsSaidOnce() throws Throwable {
        var away = new DatabaseAway();
        var deliveries = new DeliveringResets(away, mailer);
        try (var logged = new Logged()) {
            for (int outage = 1; outage <= 2; outage++) {
                away.lasts = true;
                VertxContextSupport.subscribeAndAwait(deliveries::deliverDue);
                VertxContextSupport.subscribeAndAwait(deliveries::deliverDue);
                assertEquals(outage, logged.times("It cannot be found out which mails to reset passwords are due"));

                away.lasts = false;
                VertxContextSupport.subscribeAndAwait(deliveries::deliverDue);
            }
        }
    }

    private Optional<ResetMail> prepare(DueReset due) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> queue.prepare(due));
    }

    private void forgetExpired() {
        try {
            VertxContextSupport.subscribeAndAwait(delivering::forgetExpired);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** A queue without mails, or out of reach. */
    private final class DatabaseAway extends ResetQueue {

        private boolean lasts;

        DatabaseAway() {
            super(database, settings, clock);
        }

        @Override
        Uni<List<DueReset>> claim(int limit) {
            return lasts
                    ? Uni.createFrom().failure(new IllegalStateException("The database is away"))
                    : Uni.createFrom().item(List.of());
        }
    }
}
