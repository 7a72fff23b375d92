package app.velvet.events.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes beans of the classes that also work without a container. */
class OutboxBeans {

    @Produces
    @Singleton
    CommitSignal commitSignal(AgroalDataSource database) {
        return new CommitSignal(database);
    }

    void close(@Disposes CommitSignal signal) {
        signal.close();
    }

    @Produces
    @Singleton
    JdbcOutbox jdbcOutbox(ObjectMapper mapper) {
        return new JdbcOutbox(mapper);
    }
}
