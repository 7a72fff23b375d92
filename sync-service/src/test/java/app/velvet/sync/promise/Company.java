package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Permissions;
import app.velvet.sync.promise.Entity.Key;
import app.velvet.sync.promise.Progress.Observation;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The model: what the services hold of one company, and so what each of its users is to see. A change is here and on its way
 * to the topic in one step. Thread-safe.
 */
final class Company {

    static final String STAFF_TOPIC = "auth.changes";

    /** @param state null once it is gone */
    private record Stated<T>(T state, Publication publication) {}

    private final long id;
    private final Relay relay;
    private final Map<Key, Stated<Entity>> entities = new HashMap<>();
    private final Map<Long, List<Stated<Staff>>> users = new TreeMap<>();

    Company(long id, Relay relay) {
        this.id = id;
        this.relay = relay;
    }

    long id() {
        return id;
    }

    /** Those that are there, in the order of their ids. */
    synchronized List<Staff> users() {
        return users.values().stream()
                .map(states -> latest(states).state())
                .filter(user -> user != null)
                .toList();
    }

    /** Those that are there, in an order that does not depend on chance. */
    synchronized List<Entity> entities() {
        return entities.entrySet().stream()
                .filter(entity -> entity.getValue().state() != null)
                .sorted(Map.Entry.comparingByKey((one, other) -> one.toString().compareTo(other.toString())))
                .map(entity -> entity.getValue().state())
                .toList();
    }

    synchronized void put(Kind kind, long entityId, int version, Set<Audience> audience) {
        var entity = new Entity(id, kind, entityId, version, audience, relay.now(kind.topic()));
        var data = entity.published().toString();
        entities.put(
                entity.key(),
                new Stated<>(entity, relay.publish(kind.topic(), id, kind.wireName(), entityId, data, audience)));
    }

    synchronized void destroy(Entity entity) {
        var kind = entity.kind();
        var publication = relay.publish(kind.topic(), id, kind.wireName(), entity.id(), null, entity.audience());
        entities.put(entity.key(), new Stated<>(null, publication));
    }

    synchronized void put(Staff user) {
        var audience = Set.of(Audience.company());
        var publication = relay.publish(
                STAFF_TOPIC, id, "User", user.id(), user.published().toString(), audience);
        users.computeIfAbsent(user.id(), anew -> new ArrayList<>()).add(new Stated<>(user, publication));
    }

    synchronized void remove(Staff user) {
        var publication = relay.publish(STAFF_TOPIC, id, "User", user.id(), null, Set.of(Audience.company()));
        users.get(user.id()).add(new Stated<>(null, publication));
    }

    /** As it is now; null once he is gone. */
    synchronized Staff user(long userId) {
        return latest(users.get(userId)).state();
    }

    /**
     * With which permissions a service may answer a user that begins to load: the latest, or older ones as long as it need
     * not have heard of what replaced them.
     *
     * @param unheard how long a service may not have heard of a change
     */
    synchronized List<Permissions> permissionsThatAServiceMayKnow(long userId, Duration unheard) {
        var states = users.get(userId);
        var heard = Instant.now().minus(unheard);
        var oldest = states.size() - 1;
        while (oldest > 0 && states.get(oldest).publication().at().isAfter(heard)) {
            oldest--;
        }
        return states.subList(oldest, states.size()).stream()
                .map(state ->
                        state.state() == null ? Permissions.NONE : state.state().permissions())
                .toList();
    }

    /** What the services answer to a full load of one class at this moment. */
    synchronized Map<Key, JsonNode> visibleTo(long userId, Permissions permissions, Kind kind) {
        var visible = new HashMap<Key, JsonNode>();
        entities.forEach((key, entity) -> {
            if (entity.state() != null && entity.state().kind() == kind) {
                var seen = entity.state().seenBy(userId, permissions);
                if (seen != null) {
                    visible.put(key, seen);
                }
            }
        });
        return visible;
    }

    /** All that was published and is not yet in what was observed. */
    synchronized Collection<Publication> unseenIn(Observation observation) {
        var publications = new HashSet<Publication>();
        entities.values().forEach(entity -> publications.add(entity.publication()));
        users.values().forEach(states -> publications.add(latest(states).publication()));
        return publications.stream()
                .filter(publication -> !observation.has(publication))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Compares what a device holds with what it is to hold, having pulled everything up to a watermark. Of what has
     * changed since {@code upTo} nothing can be said; all else must be exactly as the services have it.
     *
     * @param upTo an observation that was made before the watermark
     * @return what was wrong, and how much was looked at
     */
    synchronized Judgement judge(long userId, Map<Key, JsonNode> copy, Observation upTo) {
        var user = latest(users.get(userId));
        if (!upTo.has(user.publication())) {
            return new Judgement(0, List.of());
        }
        if (user.state() == null) {
            return new Judgement(1, List.of("is answered although its user was removed before"));
        }
        var looked = 0;
        var wrong = new ArrayList<String>();
        var keys = new HashSet<>(copy.keySet());
        keys.addAll(entities.keySet());
        for (var key : keys) {
            var entity = entities.get(key);
            if (entity != null && !upTo.has(entity.publication())) {
                continue;
            }
            looked++;
            var expected = entity == null || entity.state() == null
                    ? null
                    : entity.state().seenBy(userId, user.state().permissions());
            var held = copy.get(key);
            if (expected == null ? held != null : !expected.equals(held)) {
                wrong.add("%s is %s and should be %s, as %s of %s says"
                        .formatted(key, held, expected, place(entity), upTo.at()));
            }
        }
        return new Judgement(looked, wrong);
    }

    private static String place(Stated<Entity> entity) {
        return entity == null
                ? "nothing"
                : entity.publication().partition() + "@" + entity.publication().offset();
    }

    /**
     * @param looked at how many entities
     * @param wrong what is not as it should be
     */
    record Judgement(int looked, List<String> wrong) {}

    private static <T> Stated<T> latest(List<Stated<T>> states) {
        return states.get(states.size() - 1);
    }
}
