package app.velvet.auth.key;

import app.velvet.api.token.VerificationKeys;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The keys of the directory. All of them are published and verify tokens; the newest one whose time has come signs. So a key is
 * replaced by adding a file whose time lies some minutes ahead, when every service has learnt of it; the old file goes when
 * the last token it signed has expired. Files are noticed without a restart.
 */
@ApplicationScoped
class SigningKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final KeySettings settings;
    private final Clock clock;
    private volatile Map<String, SigningKey> keys = Map.of();

    SigningKeys(KeySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Without a key that signs nobody could sign in: the start fails, with one line that says why. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) throws IOException {
        if (settings.generate()) {
            Files.createDirectories(settings.directory());
            if (files().isEmpty()) {
                SigningKey.generate(settings.directory(), clock.instant());
            }
        }
        keys = read();
        if (findCurrent(keys).isEmpty()) {
            throw new IllegalStateException("No key in velvet.auth.keys.directory (%s) signs yet"
                    .formatted(settings.directory().toAbsolutePath()));
        }
    }

    /**
     * Keeps the keys it has while the directory is unreadable, holds a file that is no key, or holds none that signs: taking
     * over an empty directory would sign everybody out.
     */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        try {
            var found = read();
            if (findCurrent(found).isEmpty()) {
                LOG.error("The signing keys stay as they were: none in the directory signs at this moment");
            } else if (!found.keySet().equals(keys.keySet())) {
                LOG.infof("The signing keys have changed: %s", found.keySet());
                keys = found;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException unusable) {
            LOG.errorf("The signing keys could not be refreshed: %s", unusable.getMessage());
        }
    }

    /** The key that signs at this moment. */
    SigningKey current() {
        return findCurrent(keys).orElseThrow(() -> new IllegalStateException("No key signs at this moment"));
    }

    /** All keys, oldest first. */
    List<SigningKey> all() {
        return keys.values().stream()
                .sorted(Comparator.comparing(SigningKey::id))
                .toList();
    }

    @Override
    public Optional<PublicKey> known(String keyId) {
        return Optional.ofNullable(keys.get(keyId)).map(SigningKey::publicKey);
    }

    @Override
    public Uni<Optional<PublicKey>> find(String keyId) {
        return Uni.createFrom().item(known(keyId));
    }

    private Optional<SigningKey> findCurrent(Map<String, SigningKey> among) {
        var now = clock.instant();
        return among.values().stream()
                .filter(key -> !key.notBefore().isAfter(now))
                .max(Comparator.comparing(SigningKey::notBefore));
    }

    private Map<String, SigningKey> read() throws IOException {
        return files().stream()
                .map(SigningKeys::readKey)
                .collect(Collectors.toMap(SigningKey::id, Function.identity()));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(settings.directory())) {
            return files.filter(file -> file.getFileName().toString().endsWith(SigningKey.SUFFIX))
                    .toList();
        }
    }

    private static SigningKey readKey(Path file) {
        try {
            return SigningKey.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
