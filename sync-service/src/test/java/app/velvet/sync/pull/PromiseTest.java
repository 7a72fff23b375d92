package app.velvet.sync.pull;

import static app.velvet.sync.Changes.COMPANY;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.api.error.RefusedException;
import app.velvet.api.permission.Audience;
import app.velvet.api.permission.Permissions;
import app.velvet.api.permission.PermissionsReader;
import app.velvet.api.permission.Right;
import app.velvet.api.time.Timestamps;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.sync.Changes;
import app.velvet.sync.TestSettings;
import app.velvet.sync.feed.TestFeed;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The promise against a naive model: whatever happens to entities, audiences and permissions, in whatever order the topics
 * arrive, a device that follows the protocol ends with exactly what its user may see.
 */
class PromiseTest {

    private static final int HISTORIES = Integer.getInteger("velvet.test.histories", 12);
    private static final int STEPS = 140;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2040-01-01T00:00:00Z");
    private static final Duration MARGIN = TestSettings.DEFAULTS.scopeChangeMargin();
    private static final List<String> PERMISSIONS = List.of(
            "{}",
            "{\"Contact\": {\"read\": [{}]}}",
            "{\"Contact\": {\"read\": [{}], \"view_full\": [{\"selected_venues\": [1]}]}}",
            "{\"Contact\": {\"manage\": [{}]}}",
            "{\"Contact\": {\"read\": [{\"selected_venues\": [1, 2]}]}}",
            "{\"Contact\": {\"read\": [{\"selected_venues\": [2, 3]}, {\"self\": true}], \"view_full\": [{\"self\": true}]}}",
            "{\"Contact\": {\"manage\": [{\"self\": true}], \"read\": [{\"selected_venues\": [3]}]}}");
    private static final List<Long> USERS = List.of(1L, 2L, 3L);

    private enum Kind {
        CONTACT("Contact"),
        TAG("Tag"),
        NOTE("Note");

        private final String className;

        Kind(String className) {
            this.className = className;
        }
    }

    /** What a service holds of an entity. */
    private record Entity(Kind kind, long id, int version, Set<Audience> audience) {

        /** What a user may see of it, as his device shows it; null if nothing. */
        String seenBy(long userId, Permissions permissions) {
            return switch (kind) {
                case TAG -> "v" + version;
                case CONTACT ->
                    isReached(userId, permissions, Right.READ_CONTACTS)
                            ? "v" + version
                                    + (isReached(userId, permissions, Right.READ_CONTACTS_IN_FULL)
                                            ? " full"
                                            : " masked")
                            : null;
                case NOTE ->
                    isReached(userId, permissions, Right.READ_CONTACTS)
                            ? "v" + version + (isEditableBy(userId, permissions) ? " editable" : "")
                            : null;
            };
        }

        private boolean isEditableBy(long userId, Permissions permissions) {
            return author() == userId || isReached(userId, permissions, Right.CHANGE_CONTACTS);
        }

        private boolean isReached(long userId, Permissions permissions, Right right) {
            return permissions.reach(right).reach(audience, userId);
        }

        private long author() {
            return id % 3 + 1;
        }

        ChangeRecord change() {
            var entries = audience.toArray(Audience[]::new);
            return switch (kind) {
                case TAG -> Changes.tag(id, "v" + version);
                case CONTACT -> Changes.contact(id, "v" + version, entries);
                case NOTE -> Changes.note(id, "v" + version, author(), "\"contact_id\":1", entries);
            };
        }

        String key() {
            return kind.className + " " + id;
        }
    }

    /** What a user may do from one of his changes to the next. */
    private static final class Permitted {

        private final String struct;
        private Instant projectedAt;

        Permitted(String struct) {
            this.struct = struct;
        }

        Permissions permissions() {
            try {
                return PermissionsReader.read(new ObjectMapper().readTree(struct), null);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A device that follows the protocol. */
    private final class Device {

        private final long userId;
        private final Phone phone;
        private final Phone patientPhone;
        private final Map<String, String> shown = new TreeMap<>();
        private String timestamp = START.toString();
        private String cursor;
        /** What it waits for, with what it asked; null if nothing. */
        private CompletableFuture<Phone.Answer> poll;

        private Map<String, Object> asked;

        Device(long userId) {
            this.userId = userId;
            var query = new InterruptedFeedQuery(feed, PromiseTest.this::maybeSomethingHappens);
            this.phone = new Phone(feed, COMPANY, userId, "d.phone", query);
            this.patientPhone = new Phone(feed, COMPANY, userId);
        }

        /** Returns whether it has everything that there was. */
        boolean sync() {
            goAway();
            try {
                return take(phone.pull(somehow()));
            } catch (RefusedException cut) {
                return false;
            }
        }

        private boolean take(Phone.Answer answer) {
            follow(answer);
            if (answer.status() == 1) {
                loadEverything();
                phone.acknowledge(Timestamps.parse(timestamp).orElseThrow());
                return false;
            }
            assertEquals(answer.log().size(), new HashSet<>(keys(answer)).size(), "one element per entity");
            answer.log().forEach(this::apply);
            return !answer.hasMore();
        }

        /** Begins to wait for a change, unless there is one. */
        void poll() {
            goAway();
            asked = somehow();
            var waiting = new HashMap<>(asked);
            waiting.put("wait", "55");
            var before = feed.polls().waiting();
            poll = patientPhone.pulling(waiting).subscribeAsCompletionStage();
            await().atMost(PATIENCE).until(() -> poll.isDone() || feed.polls().waiting() > before);
        }

        /** After everybody was woken whom anything concerns: if its question has an answer now, it was among them. */
        void hear() {
            if (poll == null) {
                return;
            }
            var now = patientPhone.pull(asked);
            if (now.status() == 1 || !now.log().isEmpty()) {
                await("is woken").atMost(PATIENCE).until(poll::isDone);
            }
            if (poll.isDone()) {
                var answer = poll.join();
                poll = null;
                try {
                    take(answer);
                } catch (RefusedException cut) {
                    // a load that it begins again
                }
            }
        }

        private void goAway() {
            if (poll != null) {
                poll.cancel(true);
                poll = null;
            }
        }

        private void follow(Phone.Answer answer) {
            timestamp = answer.timestamp();
            cursor = answer.cursor();
        }

        /** From the last time or from the last cursor, in pages or not, from one answer to the next as it comes. */
        private Map<String, Object> somehow() {
            var parameters = new HashMap<String, Object>();
            if (cursor == null || random.nextBoolean()) {
                parameters.put("start_date", timestamp);
            } else {
                parameters.put("cursor", cursor);
            }
            if (random.nextBoolean()) {
                parameters.put("limit", String.valueOf(1 + random.nextInt(7)));
            }
            return parameters;
        }

        private List<String> keys(Phone.Answer answer) {
            return answer.actions().stream()
                    .map(action -> action.substring(action.indexOf(' ')))
                    .toList();
        }

        private void apply(JsonNode element) {
            var key = element.get("class_name").textValue() + " " + element.get("id");
            if (element.get("action").textValue().equals("destroy")) {
                shown.remove(key);
            } else {
                shown.put(key, shown(element.get("class_name").textValue(), element.get("data")));
            }
        }

        private String shown(String className, JsonNode data) {
            return switch (className) {
                case "Tag" -> data.get("name").textValue();
                case "Contact" ->
                    data.get("first_name").textValue() + (data.get("email").isNull() ? " masked" : " full");
                case "Note" ->
                    data.get("text").textValue() + (data.get("can_be_edited").booleanValue() ? " editable" : "");
                default -> throw new AssertionError(className);
            };
        }

        private void loadEverything() {
            if (random.nextBoolean()) {
                loadFromServices();
            } else {
                loadSnapshot();
            }
        }

        /** They are ahead of the feed with data, and may be behind with permissions for a moment. */
        private void loadFromServices() {
            shown.clear();
            shown.putAll(visibleTo(userId, permissionsThatAServiceMayKnow(userId)));
        }

        private void loadSnapshot() {
            var snapshot = phone.snapshot();
            follow(snapshot);
            shown.clear();
            assertEquals(snapshot.log().size(), new HashSet<>(keys(snapshot)).size(), "one element per entity");
            snapshot.log().forEach(this::apply);
        }
    }

    private TestFeed feed;
    private Random random;

    private Map<String, Entity> entities;
    private Map<Long, List<Permitted>> permitted;
    private Deque<ChangeRecord> contactsTopic;
    private Deque<ChangeRecord> authTopic;
    private Instant clock = START;
    private int version;
    private boolean isQuiet;

    /** Between the statements of an answer. */
    private void maybeSomethingHappens() {
        if (!isQuiet && random.nextInt(4) == 0) {
            somethingHappens(List.of());
        }
    }

    @Test
    void whoeverFollowsTheProtocolConvergesToWhatHeMaySee() {
        var seed = Long.getLong("velvet.test.seed", System.nanoTime());
        for (var history = 0; history < HISTORIES; history++) {
            try {
                play(seed + history);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("With -Dvelvet.test.histories=1 -Dvelvet.test.seed=" + (seed + history), e);
            }
        }
    }

    private void play(long seed) {
        begin(seed);
        var devices = USERS.stream().map(Device::new).toList();
        for (var step = 0; step < STEPS; step++) {
            somethingHappens(devices);
        }
        while (!contactsTopic.isEmpty() || !authTopic.isEmpty()) {
            project(contactsTopic);
            project(authTopic);
        }
        isQuiet = true;
        feed.polls().look();
        devices.forEach(Device::hear);
        pass(MARGIN.multipliedBy(2));
        for (var device : devices) {
            settle(device);
            assertEquals(
                    visibleTo(device.userId, latest(device.userId).permissions()),
                    device.shown,
                    "user " + device.userId + " with " + latest(device.userId).struct);
        }
    }

    private void begin(long seed) {
        isQuiet = false;
        feed = new TestFeed(TestSettings.DEFAULTS.withChunk(3));
        clock = clock.plusSeconds(3_600);
        feed.setClock(COMPANY, clock);
        random = new Random(seed);
        entities = new HashMap<>();
        permitted = new HashMap<>();
        contactsTopic = new ArrayDeque<>();
        authTopic = new ArrayDeque<>();
        USERS.forEach(this::changePermissions);
        while (!authTopic.isEmpty()) {
            project(authTopic);
        }
    }

    private void somethingHappens(List<Device> devices) {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> changeAnEntity();
            case 3 -> destroyAnEntity();
            case 4 -> changeAnotherCompany();
            case 5 -> changePermissions(any(USERS));
            case 6, 7 -> project(contactsTopic);
            case 8 -> project(authTopic);
            case 9 -> pass(Duration.ofNanos(1_000L * random.nextInt(random.nextBoolean() ? 100 : 9_000_000)));
            case 10 -> {
                feed.polls().look();
                devices.forEach(Device::hear);
            }
            case 11 -> {
                if (!devices.isEmpty()) {
                    any(devices).poll();
                }
            }
            default -> {
                if (!devices.isEmpty()) {
                    any(devices).sync();
                }
            }
        }
    }

    private void changeAnEntity() {
        var entity = new Entity(any(List.of(Kind.values())), 1 + random.nextInt(4), ++version, anyAudience());
        entities.put(entity.key(), entity);
        contactsTopic.add(entity.change());
    }

    private Set<Audience> anyAudience() {
        var audience = new HashSet<Audience>();
        audience.add(Audience.company());
        for (var i = random.nextInt(3); i > 0; i--) {
            audience.add(random.nextBoolean() ? Audience.venue(1 + random.nextInt(3)) : Audience.user(any(USERS)));
        }
        return audience;
    }

    private void destroyAnEntity() {
        if (!entities.isEmpty()) {
            var entity = any(entities.values());
            entities.remove(entity.key());
            contactsTopic.add(Changes.destroy(entity.kind.className, entity.id));
        }
    }

    /** One of the same shard, with the same ids. */
    private void changeAnotherCompany() {
        contactsTopic.add(Changes.contact(COMPANY + 64, 1 + random.nextInt(4), "another", Audience.company()));
    }

    private void changePermissions(long userId) {
        var next = new Permitted(any(PERMISSIONS));
        permitted.computeIfAbsent(userId, user -> new ArrayList<>()).add(next);
        authTopic.add(Changes.user(userId, next.struct));
    }

    /** The next changes of a topic become visible, all of them at once. */
    private void project(Deque<ChangeRecord> topic) {
        var batch = new ArrayList<ChangeRecord>();
        for (var i = random.nextInt(4); i >= 0 && !topic.isEmpty(); i--) {
            batch.add(topic.remove());
        }
        if (batch.isEmpty()) {
            return;
        }
        clock = feed.project(batch.toArray(ChangeRecord[]::new));
        batch.stream()
                .filter(change -> change.className().equals("User"))
                .forEach(change -> nextToBeProjected(change.id()).projectedAt = clock);
    }

    private Permitted nextToBeProjected(long userId) {
        return permitted.get(userId).stream()
                .filter(known -> known.projectedAt == null)
                .findFirst()
                .orElseThrow();
    }

    private void pass(Duration time) {
        clock = clock.plus(time);
        feed.setClock(COMPANY, clock);
    }

    private void settle(Device device) {
        for (var tries = 0; !device.sync(); tries++) {
            assertTrue(tries < 100, "loads again and again");
            pass(MARGIN);
        }
    }

    private Map<String, String> visibleTo(long userId, Permissions permissions) {
        var visible = new TreeMap<String, String>();
        entities.values().forEach(entity -> {
            var seen = entity.seenBy(userId, permissions);
            if (seen != null) {
                visible.put(entity.key(), seen);
            }
        });
        return visible;
    }

    /** The latest, or older ones as long as what replaced them is no older in the feed than the margin. */
    private Permissions permissionsThatAServiceMayKnow(long userId) {
        var all = permitted.get(userId);
        var oldest = all.size() - 1;
        while (oldest > 0 && isNewInTheFeed(all.get(oldest))) {
            oldest--;
        }
        return any(all.subList(oldest, all.size())).permissions();
    }

    private boolean isNewInTheFeed(Permitted known) {
        return known.projectedAt == null || known.projectedAt.isAfter(clock.minus(MARGIN));
    }

    private Permitted latest(long userId) {
        var all = permitted.get(userId);
        return all.get(all.size() - 1);
    }

    private <T> T any(Collection<T> elements) {
        return List.copyOf(elements).get(random.nextInt(elements.size()));
    }
}
