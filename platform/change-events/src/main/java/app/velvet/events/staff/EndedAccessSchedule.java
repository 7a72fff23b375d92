package app.velvet.events.staff;

import app.velvet.api.token.ServiceTokens;
import io.agroal.api.AgroalDataSource;
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

    EndedAccessSchedule(
            AgroalDataSource database,
            @ConfigProperty(name = "velvet.auth.internal-url", defaultValue = "http://auth-service:8080")
                    URI authService,
            ServiceTokens tokens) {
        this.poll = new EndedAccessPoll(database, new EndedAccessClient(authService, () -> tokens.issue(AUTH_SERVICE)));
    }

    @Scheduled(every = "${velvet.staff.ended-access-poll:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    void poll() throws InterruptedException {
        try {
            poll.poll();
        } catch (IOException e) {
            LOG.debugf("auth-service does not tell of ended access: %s", e);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Ended access is not learnt", e);
        }
    }
}
