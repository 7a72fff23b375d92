package app.velvet.sync.pull;

import static app.velvet.sync.Changes.change;
import static app.velvet.sync.Changes.user;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.consumer.ChangeRecord;
import app.velvet.sync.Publisher;
import app.velvet.testing.PackagedReplica;
import app.velvet.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged service on one feed, of which one has the partition of the company. */
class LongPollPackagedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long COMPANY = 901;
    private static final String TOKEN = TestTokens.issue(COMPANY, 1);

    @Test
    void whoeverProjectsAChangeAllHearOfItAndWhenAReplicaStopsItsPollsAreAnswered() throws Exception {
        var settings = Map.of("velvet.token.jwks-url", TestTokens.jwksUrl(), "velvet.staff.ended-access-poll", "1h");
        try (var one = PackagedReplica.start("replicas", settings);
                var other = PackagedReplica.start("replicas", settings);
                var publisher = new Publisher()) {
            publisher.publish(user(COMPANY, 1, "{}"));
            letIn(one);
            letIn(other);
            var polls = List.of(poll(one), poll(other));

            publisher.publish(tag());

            for (var poll : polls) {
                assertEquals(List.of(1), answer(poll).getList("activity_log.id"));
            }

            var last = poll(one);
            one.close();

            assertEquals(0, answer(last).getInt("status"));
            assertEquals(List.of(), answer(last).getList("activity_log"));
        }
    }

    private static ChangeRecord tag() {
        var tag = "{\"id\":1,\"name\":\"vip\",\"company_id\":%d,\"tag_category_id\":null}".formatted(COMPANY);
        return change("contacts.changes", COMPANY, "Tag", 1, Action.UPDATE, tag, Audience.company());
    }

    private static void letIn(PackagedReplica replica) {
        await().atMost(PATIENCE)
                .until(
                        () -> replica.given()
                                .queryParam("auth_token", TOKEN)
                                .get("/last_changes")
                                .statusCode(),
                        equalTo(200));
        replica.given()
                .formParam("auth_token", TOKEN)
                .formParam("timestamp", "2090-01-01")
                .post("/last_changes/acknowledgment")
                .then()
                .statusCode(200);
    }

    /** From now on, when it waits. */
    private static CompletableFuture<HttpResponse<String>> poll(PackagedReplica replica) {
        String cursor = replica.given()
                .queryParam("auth_token", TOKEN)
                .queryParam("start_date", "2090-01-01")
                .get("/last_changes")
                .path("cursor");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port()
                        + "/last_changes?wait=55&cursor=" + cursor + "&auth_token=" + TOKEN))
                .build();
        var poll = HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
        await().atMost(PATIENCE)
                .until(() -> replica.given().get("/q/metrics").asString(), containsString("polls_waiting 1.0"));
        return poll;
    }

    private static JsonPath answer(CompletableFuture<HttpResponse<String>> poll) throws Exception {
        var answer = poll.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertEquals(200, answer.statusCode());
        return JsonPath.from(answer.body());
    }
}
