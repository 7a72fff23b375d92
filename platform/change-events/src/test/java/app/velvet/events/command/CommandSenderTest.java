package app.velvet.events.command;

import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.VitalThreads;
import app.velvet.events.command.CalledService.Call;
import app.velvet.events.outbox.OutboxDatabase;
import app.velvet.events.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.semconv.HttpAttributes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandSenderTest {

    private static final CommandSettings QUICK = new CommandSettings(
            Duration.ofSeconds(4),
            Duration.ofMillis(100),
            Duration.ofSeconds(3),
            Duration.ofMillis(20),
            Duration.ofMillis(100));

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static OutboxDatabase database;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<CommandSender> senders = new ArrayList<>();
    private CalledService contacts;
    private Traces traces = Traces.OFF;

    @BeforeAll
    static void createDatabase() {
        database = OutboxDatabase.create("commands");
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void startService() {
        database.execute("truncate pending_command");
        contacts = CalledService.start();
    }

    @AfterEach
    void stop() {
        senders.forEach(CommandSender::close);
        contacts.close();
    }

    private void send() {
        send("contacts-service", contacts.address(), QUICK, step -> {});
    }

    private void send(String service, URI address, CommandSettings settings, Consumer<CommandStep> steps) {
        var sender = new CommandSender(
                database.connections(),
                new CommandTarget(service, address),
                () -> "token for " + service,
                settings,
                new CommandMetrics(metrics, service),
                traces,
                new VitalThreads(),
                steps);
        sender.start();
        senders.add(sender);
    }

    private static void want(String service, String key) {
        want(service, key, "null");
    }

    private static void want(String service, String key, String traceparent) {
        database.execute("insert into pending_command (company_id, service, path, key, body, traceparent) values (7, '"
                + service + "', '/internal/notes', '" + key + "', '{\"text\":\"Zoë\"}', " + traceparent + ")");
        database.execute("notify velvet_command");
    }

    private static List<String> pending() {
        return database.query("select key, tries, coalesce(reason, '-'), refused_at is not null from pending_command "
                + "order by key");
    }

    private static void awaitPending(String... rows) {
        await().atMost(Duration.ofSeconds(30)).until(CommandSenderTest::pending, List.of(rows)::equals);
    }

    private List<String> keys() {
        return contacts.calls().stream().map(Call::key).toList();
    }

    @Test
    void commandIsDeliveredOnceAndForgotten() {
        send();

        want("contacts-service", "note/1");

        awaitPending();
        assertEquals(
                List.of(new Call("/internal/notes", "note/1", "token for contacts-service", "{\"text\":\"Zoë\"}")),
                contacts.calls());
    }

    @Test
    void eachTryIsAStepOfTheTraceThatWantedTheCommand() {
        traces = Traces.with(TELEMETRY.getOpenTelemetry());
        contacts.answer(503);
        send();

        want("contacts-service", "note/1", "'00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'");

        awaitPending();
        var tries = TELEMETRY.getSpans();
        assertEquals(
                tries.stream()
                        .map(span -> "00-0af7651916cd43dd8448eb211c80319c-" + span.getSpanId() + "-01")
                        .toList(),
                contacts.traceparents());
        assertEquals(
                List.of("POST /internal/notes b7ad6b7169203331 503", "POST /internal/notes b7ad6b7169203331 201"),
                tries.stream()
                        .map(span -> span.getName() + " " + span.getParentSpanId() + " "
                                + span.getAttributes().get(HttpAttributes.HTTP_RESPONSE_STATUS_CODE))
                        .toList());
    }

    @Test
    void commandIsDeliveredUntilItIsAcceptedUnderTheSameKey() {
        contacts.answer(503, 500, 429, 401, 302);
        send();

        want("contacts-service", "note/1");

        awaitPending();
        assertEquals(List.of("note/1", "note/1", "note/1", "note/1", "note/1", "note/1"), keys());
        assertEquals(
                5,
                metrics.get("velvet.command.retries")
                        .tag("service", "contacts-service")
                        .counter()
                        .count());
    }

    @Test
    void serviceThatIsAwayGetsItWhenItIsBack() {
        int port = contacts.port();
        contacts.close();
        send();
        want("contacts-service", "note/1");
        await().atMost(Duration.ofSeconds(30)).until(() -> pending().get(0).startsWith("note/1 2 No answer"));

        contacts = CalledService.startAt(port);

        awaitPending();
        assertEquals(List.of("note/1"), keys());
    }

    /** Their own turns would come in an hour; a service that starts does not take everything at first. */
    @Test
    void whatWaitsForAServiceThatWasAwayIsDeliveredAsSoonAsItIsBack() {
        int port = contacts.port();
        contacts.close();
        IntStream.range(0, 120).forEach(i -> want("contacts-service", "note/" + i));
        database.execute("update pending_command set tries = 30");
        send("contacts-service", contacts.address(), withLongestRetry(Duration.ofHours(1)), step -> {});
        await().atMost(Duration.ofSeconds(30))
                .until(() -> pending().stream().allMatch(row -> row.contains("No answer")));

        contacts = CalledService.startAt(port, 503, 503, 201, 503, 503);

        awaitPending();
        assertEquals(120, Set.copyOf(keys()).size());
        assertEquals(124, keys().size());
    }

    private static CommandSettings withLongestRetry(Duration longest) {
        return new CommandSettings(QUICK.lease(), QUICK.poll(), QUICK.answerTimeout(), QUICK.firstRetry(), longest);
    }

    @Test
    void answerIsNotWaitedForWithoutEnd() {
        contacts.answer(CalledService.SILENCE);
        send("contacts-service", contacts.address(), withAnswerTimeout(Duration.ofMillis(200)), step -> {});

        want("contacts-service", "note/1");

        awaitPending();
        assertEquals(List.of("note/1", "note/1"), keys());
    }

    private static CommandSettings withAnswerTimeout(Duration timeout) {
        return new CommandSettings(QUICK.lease(), QUICK.poll(), timeout, QUICK.firstRetry(), QUICK.longestRetry());
    }

    @Test
    void refusedCommandWaitsForAnOperatorAndHoldsUpNoOther() {
        contacts.answer(400);
        send();
        want("contacts-service", "note/1");
        awaitPending("note/1 1 Status 400 t");

        want("contacts-service", "note/2");
        awaitPending("note/1 1 Status 400 t");
        assertEquals(List.of("note/1", "note/2"), keys());

        assertEquals(List.of("1"), database.query("select deliver_refused_commands('contacts-service')"));
        awaitPending();
        assertEquals(List.of("note/1", "note/2", "note/1"), keys());
    }

    @Test
    void serviceThatIsSlowHoldsUpNoOther() {
        contacts.answer(CalledService.SILENCE);
        try (var auth = CalledService.start()) {
            send();
            send("auth-service", auth.address(), QUICK, step -> {});
            want("contacts-service", "note/1");
            await().until(() -> keys().equals(List.of("note/1")));

            want("auth-service", "user/1");

            awaitPending("note/1 1 - f");
            assertEquals(1, auth.calls().size());
        }
    }

    @Test
    void twoSendersShareTheWork() {
        send();
        send();

        IntStream.range(0, 200).forEach(i -> want("contacts-service", "note/" + i));

        awaitPending();
        assertEquals(200, contacts.calls().size());
        assertEquals(200, Set.copyOf(keys()).size());
    }

    @ParameterizedTest
    @EnumSource(CommandStep.class)
    void whatASenderHadBegunThatStandsStillIsDoneByAnother(CommandStep step) {
        var stuck = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var met = new AtomicBoolean();
        send("contacts-service", contacts.address(), withLease(Duration.ofMillis(500)), at -> {
            if (at == step && met.compareAndSet(false, true)) {
                stuck.countDown();
                awaitUninterruptibly(goOn);
            }
        });
        want("contacts-service", "note/1");
        awaitUninterruptibly(stuck);

        send("contacts-service", contacts.address(), withLease(Duration.ofMillis(500)), at -> {});
        awaitPending();
        goOn.countDown();
        want("contacts-service", "note/2");
        awaitPending();

        assertEquals(Set.of("note/1", "note/2"), keys().stream().collect(toSet()));
    }

    private static CommandSettings withLease(Duration lease) {
        return new CommandSettings(
                lease, QUICK.poll(), lease.minusMillis(100), QUICK.firstRetry(), QUICK.longestRetry());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
