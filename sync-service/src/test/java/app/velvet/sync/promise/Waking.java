package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import app.velvet.testing.TestTokens;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * One change after the other, each of which comes while many begin to wait for it; nothing else happens that could wake them.
 * None of them may wait until its time is over.
 */
final class Waking {

    private static final String PULL = "/last_changes";
    private static final long USER = 1;
    private static final int POLLS = 12;
    /** Far less than they wait for, and more than it takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Company company;
    private final Gateway gateway;
    private final Random random;
    private final Tally tally;
    private final String token;
    private int version;

    Waking(Company company, Gateway gateway, Random random, Tally tally) {
        this.company = company;
        this.gateway = gateway;
        this.random = random;
        this.tally = tally;
        this.token = TestTokens.issue(company.id(), USER);
        company.put(new Staff(USER, true, JsonNodeFactory.instance.objectNode()));
    }

    void play(Duration time) {
        until(() -> gateway.post(
                        random, "/last_changes/acknowledgment", token, Map.of("timestamp", "2090-01-01"), PATIENCE)
                .filter(reply -> reply.status() == 200));
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            playOnce();
        }
    }

    private void playOnce() {
        var cursor = until(() -> gateway.get(random, PULL, token, Map.of("start_date", "2090-01-01"), PATIENCE)
                        .filter(reply -> reply.status() == 200))
                .body()
                .get("cursor")
                .textValue();
        var polls = new ArrayList<CompletableFuture<Optional<Gateway.Reply>>>();
        var publishedBefore = random.nextInt(POLLS);
        for (var i = 0; i < POLLS; i++) {
            if (i == publishedBefore) {
                company.put(Kind.TAG, 1, ++version, Set.of(Audience.company()));
            }
            polls.add(gateway.getting(random, PULL, token, Map.of("cursor", cursor, "wait", "55")));
            LockSupport.parkNanos(random.nextInt(10_000_000));
        }
        polls.forEach(this::requireWoken);
    }

    private void requireWoken(CompletableFuture<Optional<Gateway.Reply>> poll) {
        try {
            var answer = poll.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .map(Gateway.Reply::body)
                    .map(Answer::of);
            if (answer.map(Answer::log).map(List::isEmpty).orElse(true)) {
                throw new AssertionError("A poll was answered with nothing although there was something");
            }
            tally.count("polls woken by one change");
        } catch (TimeoutException asleep) {
            throw new AssertionError("A poll was not woken although what it waits for has come", asleep);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T until(java.util.function.Supplier<Optional<T>> question) {
        for (var tries = 0; tries < 600; tries++) {
            var answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("The replicas do not answer although nothing befalls them");
    }
}
