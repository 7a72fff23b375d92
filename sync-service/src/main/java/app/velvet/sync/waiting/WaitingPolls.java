package app.velvet.sync.waiting;

import app.velvet.events.Partitions;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.memory.Advance;
import app.velvet.sync.memory.Advance.AudienceKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** The polls that wait in this replica, by the keys whose advance they wait for. Thread-safe. */
@ApplicationScoped
public class WaitingPolls {

    /** One that waits; each is itself only. */
    private static final class Waiting {

        private final Set<AudienceKey> keys;
        private final int shard;
        /** The watermark up to which it knows everything. */
        private final Instant since;

        private final UniEmitter<? super Ending> emitter;

        private Waiting(Set<AudienceKey> keys, int shard, Instant since, UniEmitter<? super Ending> emitter) {
            this.keys = keys;
            this.shard = shard;
            this.since = since;
            this.emitter = emitter;
        }
    }

    /** Later than all advances. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final int most;
    private final Counter woken;
    private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
    private final Map<AudienceKey, Set<Waiting>> byKey = new ConcurrentHashMap<>();
    private final Queue<Waiting> newcomers = new ConcurrentLinkedQueue<>();
    private volatile boolean isClosed;

    public WaitingPolls(SyncSettings settings, MeterRegistry registry) {
        this.most = settings.mostWaiting();
        this.woken = Counter.builder("velvet.sync.polls.woken")
                .description("Times that a waiting poll was woken by a change")
                .register(registry);
        Gauge.builder("velvet.sync.polls.waiting", all, Collection::size)
                .description("Polls that wait for a change")
                .register(registry);
    }

    /**
     * Waits until something advances under one of these keys, later than {@code since}, where it has not already. Who cancels
     * it waits no longer. Goes on where it was subscribed to, and never fails.
     *
     * @param keys e.g. {@code Contact/venue:12}
     * @param since the watermark of the feed up to which nothing new was found
     */
    public Uni<Ending> advance(long companyId, Set<String> keys, Instant since, Duration atMost) {
        return Uni.createFrom()
                .deferred(() -> waiting(companyId, keys, since, atMost).emitOn(executor()));
    }

    private Uni<Ending> waiting(long companyId, Set<String> keys, Instant since, Duration atMost) {
        var watched = keys.stream().map(key -> new AudienceKey(companyId, key)).collect(Collectors.toUnmodifiableSet());
        return Uni.createFrom()
                .<Ending>emitter(emitter -> enter(new Waiting(watched, Partitions.of(companyId), since, emitter)))
                .ifNoItem()
                .after(atMost)
                .recoverWithItem(Ending.EXPIRED);
    }

    private static Executor executor() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : work -> context.runOnContext(ignored -> work.run());
    }

    private void enter(Waiting poll) {
        if (isClosed || all.size() >= most) {
            poll.emitter.complete(Ending.TURNED_AWAY);
            return;
        }
        all.add(poll);
        poll.keys.forEach(key -> byKey.compute(key, (same, polls) -> with(poll, polls)));
        // After the keys: what is looked for from now on must find it there.
        newcomers.add(poll);
        // At once, if it has ended meanwhile.
        poll.emitter.onTermination(() -> leave(poll));
        if (isClosed) {
            poll.emitter.complete(Ending.TURNED_AWAY);
        }
    }

    private static Set<Waiting> with(Waiting poll, Set<Waiting> polls) {
        var more = polls == null ? ConcurrentHashMap.<Waiting>newKeySet() : polls;
        more.add(poll);
        return more;
    }

    private void leave(Waiting poll) {
        all.remove(poll);
        poll.keys.forEach(key -> byKey.computeIfPresent(key, (same, polls) -> {
            polls.remove(poll);
            return polls.isEmpty() ? null : polls;
        }));
    }

    /** Ends all waiting, and lets nobody wait any more. */
    void close() {
        isClosed = true;
        all.forEach(poll -> poll.emitter.complete(Ending.TURNED_AWAY));
    }

    /**
     * After which time to look for advances in which shard, for everybody who waits: where it was left off, and from earlier
     * on where somebody has come who needs that.
     *
     * @param seen up to when everybody in the shard has been woken who had come before
     * @param others shards that are to be looked at too, from where it was left off or from now on
     */
    Map<Integer, Instant> watched(Map<Integer, Instant> seen, Set<Integer> others) {
        var times = new HashMap<>(seen);
        others.forEach(shard -> times.putIfAbsent(shard, NEVER));
        for (var poll = newcomers.poll(); poll != null; poll = newcomers.poll()) {
            times.merge(poll.shard, poll.since, (one, other) -> one.isBefore(other) ? one : other);
        }
        var watched = all.stream().map(poll -> poll.shard).collect(Collectors.toSet());
        watched.addAll(others);
        times.keySet().retainAll(watched);
        return times;
    }

    void wake(Collection<Advance> advances) {
        for (var advance : advances) {
            for (var poll : byKey.getOrDefault(advance.key(), Set.of())) {
                // Somebody else's time may be earlier.
                if (poll.since.isBefore(advance.at())) {
                    woken.increment();
                    poll.emitter.complete(Ending.CHANGED);
                }
            }
        }
    }
}
