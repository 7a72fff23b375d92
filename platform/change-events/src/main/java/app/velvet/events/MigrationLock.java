package app.velvet.events;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Has replicas that start at once take each step of their database's migration once: one of them takes an advisory lock for it,
 * the others wait for as long as it takes, and find it done. If it dies, its lock goes with its connection.
 *
 * <p>The lock is the session's. Flyway's usual one is a transaction's, which stands still while a step is taken on another
 * connection: {@code idle_in_transaction_session_timeout} would end it, and the step would be done and not written down.
 */
@Singleton
public class MigrationLock implements FlywayConfigurationCustomizer {

    private static final int UNLIMITED = -1;

    @Override
    public void customize(FluentConfiguration migrations) {
        migrations.lockRetryCount(UNLIMITED);
        migrations
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
    }
}
