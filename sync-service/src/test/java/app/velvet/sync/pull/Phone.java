package app.velvet.sync.pull;

import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;
import app.velvet.api.permission.Permissions;
import app.velvet.api.token.Access;
import app.velvet.api.token.Caller;
import app.velvet.api.token.TokenClaims;
import app.velvet.events.VitalThreads;
import app.velvet.events.staff.StaffDirectory;
import app.velvet.sync.acknowledgment.Acknowledgments;
import app.velvet.sync.feed.TestFeed;
import app.velvet.sync.waiting.TestPolls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A user's device that pulls and acknowledges, without HTTP. */
final class Phone {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of its token. */
    static final Instant EXPIRY = Instant.parse("2090-01-01T00:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** An answer as the device reads it. */
    record Answer(int status, String timestamp, String cursor, boolean hasMore, String message, List<JsonNode> log) {

        /** E.g. {@code create Contact 5}. */
        List<String> actions() {
            return log.stream()
                    .map(element -> element.get("action").textValue() + " "
                            + element.get("class_name").textValue() + " " + element.get("id"))
                    .toList();
        }

        JsonNode data(String className, long id) {
            return log.stream()
                    .filter(element -> element.get("class_name").textValue().equals(className)
                            && element.get("id").longValue() == id)
                    .map(element -> element.path("data"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final TestFeed feed;
    private final StaffDirectory staff;
    private final PullService pulls;
    private final SnapshotService snapshots;
    private final Acknowledgments acknowledgments;
    private final Caller caller;

    Phone(TestFeed feed, long companyId, long userId) {
        this(feed, companyId, userId, "d.phone", new FeedQuery(feed.pool(), feed.settings()));
    }

    Phone(TestFeed feed, long companyId, long userId, String device, FeedQuery query) {
        this(feed, feed.polls(), companyId, userId, device, query);
    }

    /** @param replica that serves it */
    Phone(TestFeed feed, TestPolls replica, long companyId, long userId, String device, FeedQuery query) {
        this(feed, replica, companyId, userId, device, query, Clock.systemUTC());
    }

    /** @param clock by which its token expires */
    Phone(TestFeed feed, TestPolls replica, long companyId, long userId, String device, FeedQuery query, Clock clock) {
        this.feed = feed;
        this.acknowledgments = new Acknowledgments(feed.pool());
        this.staff = new StaffDirectory(feed.pool(), feed.database(), new VitalThreads(), 1);
        var admission = new Admission(staff, clock);
        var metrics = new PullMetrics(new SimpleMeterRegistry());
        var answers = new AnswerStream(admission, metrics);
        this.pulls = new PullService(
                new RememberedReaders(replica.memory()),
                query,
                acknowledgments,
                feed.settings(),
                answers,
                feed.polls().polls(),
                admission,
                metrics);
        this.snapshots = new SnapshotService(query, feed.settings(), answers);
        this.caller = new Caller(companyId, userId, 1, device, "A User", false, null, Permissions.NONE, EXPIRY);
    }

    Caller caller() {
        return caller;
    }

    Answer pullSince(String startDate) {
        return pull(Map.of("start_date", startDate));
    }

    Answer pullSince(Instant startDate) {
        return pullSince(startDate.toString());
    }

    Answer pullAfter(String cursor) {
        return pull(Map.of("cursor", cursor));
    }

    Answer pull(Map<String, ?> parameters) {
        return pulling(parameters).await().atMost(PATIENCE);
    }

    /** The answer to come. */
    Uni<Answer> pulling(Map<String, ?> parameters) {
        return answer(pulls.pull(admitted(), Pull.of(tree(parameters), caller.companyId())));
    }

    /** @param classes all if none */
    Answer snapshot(String... classes) {
        var parameters = Parameters.of(Map.of("classes", List.of(classes)));
        return answer(snapshots.snapshot(admitted(), Fields.read(parameters, SnapshotClasses::read)))
                .await()
                .atMost(PATIENCE);
    }

    /** The caller as the staff's copy has him at this moment. */
    private Caller admitted() {
        var claims =
                new TokenClaims(caller.companyId(), caller.userId(), caller.sessionId(), caller.device(), 0, EXPIRY);
        return staff.find(claims).await().atMost(PATIENCE) instanceof Access.Granted granted
                ? granted.caller()
                : caller;
    }

    void acknowledge(Instant time) {
        acknowledgments.acknowledge(caller, time).await().atMost(PATIENCE);
    }

    /** Acknowledges what there is, as after a full load. */
    Phone loaded() {
        acknowledge(feed.watermark(caller.companyId()));
        return this;
    }

    private static Parameters tree(Map<String, ?> parameters) {
        var level = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) ->
                level.put(name, value instanceof Map<?, ?> below ? tree(cast(below)) : value));
        return Parameters.of(level);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> cast(Map<?, ?> below) {
        return (Map<String, ?>) below;
    }

    private static Uni<Answer> answer(Multi<Buffer> parts) {
        return parts.collect().asList().map(Phone::read);
    }

    private static Answer read(List<Buffer> parts) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.toString()).append('\n'));
        try {
            var answer = JSON.readTree(text.toString());
            var log = new ArrayList<JsonNode>();
            answer.get("activity_log").forEach(log::add);
            return new Answer(
                    answer.get("status").intValue(),
                    answer.get("timestamp").textValue(),
                    answer.get("cursor").textValue(),
                    answer.get("has_more").booleanValue(),
                    answer.get("message").textValue(),
                    log);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
