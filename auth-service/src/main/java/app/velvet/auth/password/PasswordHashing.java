package app.velvet.auth.password;

import app.velvet.api.error.ApiError;
import app.velvet.api.work.OffEventLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and compares passwords. A hash costs tens of milliseconds of a processor and much memory, so few are computed at
 * once, on threads of their own, and few wait: every {@code Uni} fails with {@link ApiError#UNAVAILABLE} when too many do.
 * It emits on the Vert.x context on which it was subscribed to.
 */
@ApplicationScoped
public class PasswordHashing {

    private final PasswordSettings settings;
    private final ExecutorService threads;
    private final String nobodysHash;

    PasswordHashing(PasswordSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        var waiting = new ArrayBlockingQueue<Runnable>(settings.waiting());
        var pool = new ThreadPoolExecutor(
                settings.threads(), settings.threads(), 0, TimeUnit.SECONDS, waiting, PasswordHashing::thread);
        threads = ExecutorServiceMetrics.monitor(metrics, pool, "passwords", List.of());
        nobodysHash = hashOf("a password that nobody has");
    }

    /** The hash of a new password, to be stored. */
    public Uni<String> hash(String password) {
        return OffEventLoop.run(() -> hashOf(password), threads);
    }

    /**
     * Whether this is the password. Takes the same time for somebody who does not exist, and never matches then.
     *
     * @param hash what {@link #hash} made of the right password; empty if there is no such user
     */
    public Uni<Boolean> matches(String password, Optional<String> hash) {
        return OffEventLoop.run(
                () -> PasswordHash.parse(hash.orElse(nobodysHash)).matches(password) && hash.isPresent(), threads);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private String hashOf(String password) {
        return PasswordHash.of(password, settings.memoryKib(), settings.iterations())
                .toString();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "password");
        thread.setDaemon(true);
        return thread;
    }
}
