package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.quarkus.arc.DefaultBean;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A copy of auth-service's public keys: in memory for requests, in this service's database for a start while auth-service is
 * down.
 *
 * <p>The copy is refreshed in the background, regularly and soon after a token named a key that is not in it. That request
 * never calls auth-service; it waits for up to {@link #PATIENCE} for a refresh that began after it came and is then judged by
 * what is known, so that a key is usable the moment auth-service signs with it, and a made-up key id is refused as any other
 * forgery. However many such requests come, refreshes are at least {@link #GAP} apart.
 */
@DefaultBean
@ApplicationScoped
public class CopiedVerificationKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(CopiedVerificationKeys.class);

    static final Duration PATIENCE = Duration.ofSeconds(1);
    static final Duration GAP = Duration.ofMillis(500);

    private final TokenSettings settings;
    private final KeySetDownload download;
    private final VerificationKeyRepository repository;
    private final Duration gap;
    private final Duration patience;

    /** Emits when it began, by {@link System#nanoTime}. Whoever asks within the gap shares one refresh. */
    private final Uni<Long> refreshed;

    private volatile PublicKeySet copy = PublicKeySet.EMPTY;

    /** What the database holds; null until it was read. Only what is stored counts: what could not be is tried again. */
    private volatile PublicKeySet stored;

    @Inject
    CopiedVerificationKeys(TokenSettings settings, KeySetDownload download, VerificationKeyRepository repository) {
        this(settings, download, repository, GAP, PATIENCE);
    }

    CopiedVerificationKeys(
            TokenSettings settings,
            KeySetDownload download,
            VerificationKeyRepository repository,
            Duration gap,
            Duration patience) {
        this.settings = settings;
        this.download = download;
        this.repository = repository;
        this.gap = gap;
        this.patience = patience;
        refreshed = Uni.createFrom()
                .deferred(this::refreshNow)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .memoize()
                .atLeast(gap);
    }

    @Scheduled(every = "${velvet.token.refresh-interval:30s}", identity = "refresh of the verification keys")
    Uni<Void> refresh() {
        return settings.jwksUrl().isPresent() ? refreshed.replaceWithVoid() : load();
    }

    private Uni<Long> refreshNow() {
        var began = System.nanoTime();
        return load().chain(download::fetch)
                .chain(this::keep)
                .onFailure()
                .invoke(failure -> LOG.warnf("The public keys could not be refreshed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWith(began);
    }

    /** The first thing that is done, so that a start needs no auth-service. */
    private Uni<Void> load() {
        return stored != null
                ? Uni.createFrom().voidItem()
                : repository.find().invoke(this::take).replaceWithVoid();
    }

    private void take(PublicKeySet found) {
        copy = found;
        stored = found;
    }

    private Uni<Void> keep(PublicKeySet fetched) {
        copy = fetched;
        if (fetched.equals(stored)) {
            return Uni.createFrom().voidItem();
        }
        LOG.info("The public keys have changed");
        return repository.replaceBy(fetched).invoke(() -> stored = fetched);
    }

    @Override
    public Optional<PublicKey> known(String keyId) {
        return copy.find(keyId);
    }

    @Override
    public Uni<Optional<PublicKey>> find(String keyId) {
        var known = known(keyId);
        if (known.isPresent()) {
            return Uni.createFrom().item(known);
        }
        return afterRefreshSince(System.nanoTime(), keyId)
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> known(keyId))
                .onItem()
                .invoke(this::requireAnyKey);
    }

    private Uni<Optional<PublicKey>> afterRefreshSince(long asked, String keyId) {
        return refreshed.chain(began -> {
            var known = known(keyId);
            return known.isPresent() || began - asked >= 0
                    ? Uni.createFrom().item(known)
                    : afterGap().chain(() -> afterRefreshSince(asked, keyId));
        });
    }

    private Uni<Void> afterGap() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(gap);
    }

    private void requireAnyKey(Optional<PublicKey> ignored) {
        if (copy.isEmpty()) {
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
    }
}
