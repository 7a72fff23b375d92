package app.velvet.events.staff;

import app.velvet.api.token.ServiceTokens;
import app.velvet.events.Trouble;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Polls while the application runs. */
@Singleton
@IfBuildProperty(name = "velvet.staff.enabled", stringValue = "true", enableIfMissing = true)
class EndedAccessSchedule {

    static final String AUTH_SERVICE = "auth-service";

    private static final Logger LOG = Logger.getLogger(EndedAccessSchedule.class);

    private final EndedAccessPoll poll;
    private final Trouble trouble = new Trouble(
            LOG,
            "Access that has ended is not learnt from auth-service, only from its changes",
            "Access that has ended is learnt from auth-service again");

    EndedAccessSchedule(
            AgroalDataSource database,
            @ConfigProperty(name = "velvet.auth.internal-url", defaultValue = "http://auth-service:8080")
                    URI authService,
            ServiceTokens tokens,
            MeterRegistry registry) {
        var client = new EndedAccessClient(authService, () -> tokens.issue(AUTH_SERVICE));
        this.poll = new EndedAccessPoll(database, client, registry, System::nanoTime);
    }

    @Scheduled(every = "${velvet.staff.ended-access-poll:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void poll() throws InterruptedException {
        try {
            poll.poll();
            trouble.over();
        } catch (IOException | SQLException | RuntimeException e) {
            trouble.met(e);
        }
    }
}
