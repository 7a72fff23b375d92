package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Permissions;
import app.velvet.sync.promise.Entity.Key;
import app.velvet.sync.promise.Progress.Observation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The model: what the services hold of one company, and so what each of its users is to see. A change is here and on its way
 * to the topic in one step. Thread-safe.
 */
final class Company {

    static final String STAFF_TOPIC = "auth.changes";

    private static final int UNPUBLISHED = -1;

    /** @param state null once it is gone */
    private record Stated<T>(T state, Publication publication) {}

    private record Session(long id, long userId) {}

    private final long id;
    private final Relay relay;
    private final Map<Key, Stated<Entity>> entities = new HashMap<>();
    private final Map<Long, List<Stated<Staff>>> users = new TreeMap<>();
    /** The latest of each device. */
    private final Map<String, Session> sessions = new TreeMap<>();

    private final Set<Long> endedSessions = new HashSet<>();
    private final List<Publication> epochEnds = new CopyOnWriteArrayList<>();
    private long lastSessionId;
    private Stated<Boolean> active;

    Company(long id, Relay relay) {
        this.id = id;
        this.relay = relay;
        setActive(true);
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

    synchronized boolean isActive() {
        return active.state();
    }

    /** Its users may come in, or may not for now. */
    synchronized void setActive(boolean nowActive) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", Entity.mark(id))
                .put("time_zone", "UTC")
                .put("active", nowActive);
        active = new Stated<>(
                nowActive, relay.publish(STAFF_TOPIC, id, "Company", id, data.toString(), Set.of(Audience.company())));
    }

    /** Returns its id. */
    synchronized long beginSession(String device, long userId) {
        sessions.put(device, new Session(++lastSessionId, userId));
        return lastSessionId;
    }

    /** Of the nth device. */
    synchronized void endSession(int device) {
        var session = List.copyOf(sessions.values()).get(device % sessions.size());
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("id", session.id())
                .put("user_id", session.userId())
                .put("expires_at", Instant.now().plus(Duration.ofHours(1)).toString());
        endedSessions.add(session.id());
        relay.publish(STAFF_TOPIC, id, "Session", session.id(), data.toString(), Set.of(Audience.company()));
    }

    synchronized boolean hasEnded(long session) {
        return endedSessions.contains(session);
    }

    void put(Kind kind, long entityId, int version, Set<Audience> audience) {
        put(kind, entityId, version, audience, null);
    }

    /** @param contactId whose contact info it embeds; null if nobody's */
    synchronized void put(Kind kind, long entityId, int version, Set<Audience> audience, Long contactId) {
        put(new Entity(id, kind, entityId, version, audience, contactId, relay.now(kind.topic())));
    }

    /** Whether a service has begun a new epoch that the feed had not read to its end by then: it has everything loaded. */
    boolean hasNewEpochAfter(Observation observation) {
        return epochEnds.stream().anyMatch(end -> !observation.has(end));
    }

    /** Also of one that is there already: an epoch names all that its service has. */
    synchronized void put(Entity entity) {
        var kind = entity.kind();
        var data = entity.published().toString();
        var publication = relay.publish(kind.topic(), id, kind.wireName(), entity.id(), data, entity.audience());
        entities.put(entity.key(), new Stated<>(entity, publication));
    }

    /**
     * The service of this topic was restored from a backup and begins to tell what it has: everything but these. All else is
     * to be put before the end.
     *
     * @return of the end of it
     */
    synchronized Publication beginEpoch(String topic, Collection<Entity> lost, Collection<Staff> lostUsers) {
        relay.beginEpoch(topic, id);
        var end = Publication.ofEndOfEpoch(id, Relay.partition(topic, id));
        epochEnds.add(end);
        lost.forEach(entity -> entities.put(entity.key(), new Stated<>(null, end)));
        lostUsers.forEach(user -> users.get(user.id()).add(new Stated<>(null, end)));
        return end;
    }

    synchronized void endEpoch(String topic, Publication end) {
        relay.endEpoch(topic, id, end);
    }

    /** What nobody is ever to see: the record that would be published next, if it were of this. */
    ProducerRecord<String, byte[]> unpublished(Kind kind, long entityId, Set<Audience> audience) {
        var entity = new Entity(id, kind, entityId, UNPUBLISHED, audience, null, relay.now(kind.topic()));
        return relay.next(
                kind.topic(), id, kind.wireName(), entityId, entity.published().toString(), audience);
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
                var seen = seen(entity.state(), userId, permissions);
                if (seen != null) {
                    visible.put(key, seen);
                }
            }
        });
        return visible;
    }

    private JsonNode seen(Entity entity, long userId, Permissions permissions) {
        var contact = contact(entity);
        return entity.seenBy(userId, permissions, contact == null ? null : contact.state());
    }

    /** Whose contact info it embeds, as far as he is known. */
    private Stated<Entity> contact(Entity entity) {
        return entity.contactId() == null ? null : entities.get(new Key(Kind.CONTACT.wireName(), entity.contactId()));
    }

    /** All that was published and is not yet in what was observed. */
    synchronized Collection<Publication> unseenIn(Observation observation) {
        var publications = new HashSet<Publication>();
        entities.values().forEach(entity -> publications.add(entity.publication()));
        users.values().forEach(states -> publications.add(latest(states).publication()));
        publications.add(active.publication());
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
            return Judgement.of(List.of());
        }
        if (user.state() == null) {
            return Judgement.of(List.of("is answered although its user was removed before"));
        }
        var looked = 0;
        var inFull = 0;
        var masked = 0;
        var wrong = new ArrayList<String>();
        var keys = new HashSet<>(copy.keySet());
        keys.addAll(entities.keySet());
        for (var key : keys) {
            var entity = entities.get(key);
            if (entity != null && !isKnown(entity, upTo)) {
                continue;
            }
            looked++;
            var expected = entity == null || entity.state() == null
                    ? null
                    : seen(entity.state(), userId, user.state().permissions());
            var held = copy.get(key);
            if (expected != null && entity.state().contactId() != null) {
                inFull += entity.state().isInFull(expected) ? 1 : 0;
                masked += entity.state().isInFull(expected) ? 0 : 1;
            }
            if (expected == null ? held != null : !expected.equals(held)) {
                wrong.add("%s is %s and should be %s, as %s of %s says"
                        .formatted(key, held, expected, place(entity), upTo.at()));
            }
        }
        return new Judgement(looked, inFull, masked, wrong);
    }

    private boolean isKnown(Stated<Entity> entity, Observation upTo) {
        var contact = entity.state() == null ? null : contact(entity.state());
        return upTo.has(entity.publication()) && (contact == null || upTo.has(contact.publication()));
    }

    private static String place(Stated<Entity> entity) {
        return entity == null
                ? "nothing"
                : entity.publication().partition() + "@" + entity.publication().offset();
    }

    /**
     * @param looked at how many entities
     * @param contactInfoInFull how many of them embed contact info that the user is to see
     * @param contactInfoMasked how many of them embed contact info that he is not to see
     * @param wrong what is not as it should be
     */
    record Judgement(int looked, int contactInfoInFull, int contactInfoMasked, List<String> wrong) {

        private static Judgement of(List<String> wrong) {
            return new Judgement(wrong.size(), 0, 0, wrong);
        }
    }

    private static <T> Stated<T> latest(List<Stated<T>> states) {
        return states.get(states.size() - 1);
    }
}
