package app.velvet.sync.memory;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.KeySpace;
import app.velvet.api.token.Caller;
import app.velvet.events.Partitions;
import app.velvet.sync.SyncSettings;
import app.velvet.sync.memory.Advance.AudienceKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this replica remembers. Asked by many threads, told by the one that looks at the feed.
 *
 * <p>Who asks reads the watermark first, and who tells makes it known last: so all the rest is as of the watermark or later, as
 * it is where the database is asked.
 */
@ApplicationScoped
public class FeedMemory {

    /** How much longer than between two looks one is believed. After that it is not known any more what is believed. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** How old a watermark may be told: with the rest of its second, no answer is more than two behind the clock. */
    private static final Duration OLDEST = Duration.ofMillis(950);

    /** By then a device is looked up again, so that it is noted that it still comes. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_WANTED_AT_ONCE = 500;
    private static final int LOOKS_BETWEEN_TIDYING = 600;

    /** @param begun when the look began, by {@link System#nanoTime} */
    private record Moment(long begun, Instant at, String database, Map<Integer, ShardState> shards) {

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }

        Duration ageOf(Instant watermark) {
            return Duration.between(watermark, at).plus(age());
        }
    }

    private final int most;
    private final Duration believed;
    private final Cache<Device, RememberedDevice> devices;
    private final Set<Device> wanted = ConcurrentHashMap.newKeySet();
    private volatile Moment last;

    // Of the thread that looks.
    private final Map<AudienceKey, RememberedKey> keys = new HashMap<>();
    private Set<Integer> shards = new HashSet<>();
    private String readUpTo;
    private int looks;

    public FeedMemory(SyncSettings settings) {
        this.most = settings.mostRemembered();
        this.believed = settings.watch().plus(GRACE);
        this.devices = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(LONGEST)
                .build();
    }

    /** How the caller's device stood to the feed a moment ago; empty if only the database can tell. Never blocks. */
    public Optional<Recollection> find(Caller caller) {
        var moment = last;
        if (moment == null || moment.age().compareTo(believed) > 0) {
            return Optional.empty();
        }
        var shard = moment.shards().get(Partitions.of(caller.companyId()));
        var device = devices.getIfPresent(Device.of(caller));
        return shard == null
                        || shard.rebuilding()
                        || moment.ageOf(shard.watermark()).compareTo(OLDEST) > 0
                        || device == null
                        || device.isOutdated()
                ? Optional.empty()
                : Optional.of(new Recollection(shard, device));
    }

    /** The caller's device has acknowledged, and may ask again soon. Nothing if it is remembered. */
    public void want(Caller caller) {
        var device = Device.of(caller);
        var remembered = devices.getIfPresent(device);
        if ((remembered == null || remembered.isOutdated()) && wanted.size() < most) {
            wanted.add(device);
        }
    }

    // -- for the thread that looks

    /** Which devices to look for; the others have to wait for the next look. */
    public List<Device> wanted() {
        return wanted.stream().limit(MOST_WANTED_AT_ONCE).toList();
    }

    /** The shards of the devices that are remembered or wanted. */
    public Set<Integer> shards(List<Device> wanted) {
        wanted.forEach(device -> shards.add(Partitions.of(device.companyId())));
        return shards;
    }

    /** Up to which snapshot it knows what is not kept by the clock; null if it knows nothing. */
    public String readUpTo() {
        return readUpTo;
    }

    /** @param begun when the look began, by {@link System#nanoTime} */
    public void learn(Found found, long begun) {
        var moment = new Moment(begun, found.at(), found.database(), found.shards());
        if (isOfAnotherFeed(moment)) {
            forgetAll();
        }
        found.advances().forEach(advance -> {
            var key = keys.get(advance.key());
            if (key != null) {
                key.advance(advance.at());
            }
        });
        found.changedDevices().forEach(devices::invalidate);
        if (!found.changedCompanies().isEmpty()) {
            devices.asMap().keySet().removeIf(device -> found.changedCompanies().contains(device.companyId()));
        }
        found.devices().forEach(device -> remember(device, found));
        wanted.removeAll(found.wanted());
        readUpTo = found.readUpTo();
        last = moment;
        if (++looks % LOOKS_BETWEEN_TIDYING == 0) {
            tidy();
        }
    }

    private boolean isOfAnotherFeed(Moment moment) {
        var before = last;
        return before != null
                && (!before.database().equals(moment.database())
                        || moment.shards().entrySet().stream()
                                .anyMatch(shard -> before.shards().containsKey(shard.getKey())
                                        && shard.getValue()
                                                .isNoSuccessorOf(before.shards().get(shard.getKey()))));
    }

    private void remember(DeviceState state, Found found) {
        var companyId = state.device().companyId();
        var ofReader = new ArrayList<RememberedKey>(state.keys().size());
        for (var i = 0; i < state.keys().size(); i++) {
            ofReader.add(key(companyId, state.keys().get(i), state.advancedAt().get(i)));
        }
        var own = KeySpace.PRIVATE.key(Audience.user(state.device().userId()));
        devices.put(
                state.device(),
                new RememberedDevice(
                        Set.copyOf(state.keys()),
                        ofReader.toArray(RememberedKey[]::new),
                        key(companyId, own, null),
                        state.grants(),
                        state.expired(),
                        state.forgottenUntil(),
                        found.shards().get(Partitions.of(companyId)).watermark()));
    }

    private RememberedKey key(long companyId, String name, Instant advancedAt) {
        var key = keys.computeIfAbsent(new AudienceKey(companyId, name), ignored -> new RememberedKey(name));
        if (advancedAt != null) {
            key.advance(advancedAt);
        }
        return key;
    }

    /** Forgets what belongs to no device any more. */
    private void tidy() {
        Set<RememberedKey> used = Collections.newSetFromMap(new IdentityHashMap<>());
        var inUse = new HashSet<Integer>();
        devices.asMap().forEach((device, remembered) -> {
            inUse.add(Partitions.of(device.companyId()));
            used.addAll(List.of(remembered.keys()));
            used.add(remembered.own());
        });
        keys.values().retainAll(used);
        shards = inUse;
    }

    private void forgetAll() {
        devices.invalidateAll();
        keys.clear();
    }
}
