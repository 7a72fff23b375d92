package app.velvet.events.outbox;

import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class CommitSignalTest {

    @Test
    void wakesRelaysAgainAfterAnError() throws Exception {
        try (var database = OutboxDatabase.create("commit_signal_test");
                var listening = database.connections().getConnection();
                var statement = listening.createStatement()) {
            statement.execute("listen " + CommitSignal.CHANNEL);
            var heard = listening.unwrap(PGConnection.class);
            var attempts = new AtomicInteger();
            try (var signal = new CommitSignal(failingOnce(database.connections(), attempts))) {
                signal.committed(1);
                await().dontCatchUncaughtExceptions().until(() -> attempts.get() == 1);

                signal.committed(3);

                await().dontCatchUncaughtExceptions().until(() -> heard.getNotifications(10).length == 1);
            }
        }
    }

    private static DataSource failingOnce(DataSource database, AtomicInteger attempts) {
        return (DataSource) Proxy.newProxyInstance(
                CommitSignalTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, given) -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new NoClassDefFoundError("app/velvet/Lost");
                    }
                    try {
                        return method.invoke(database, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
