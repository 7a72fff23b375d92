package app.velvet.events.command;

import app.velvet.events.Backoff;
import app.velvet.events.JdbcTransactions;
import app.velvet.events.Trouble;
import app.velvet.events.VitalThreads;
import app.velvet.events.command.CommandOutcome.Verdict;
import app.velvet.events.trace.Traces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Delivers the commands to one service, on a thread of its own: a service that is slow or away holds up the commands to no
 * other. It is woken by the commit that stores a command, with a slow poll behind. Any number of them may run at once.
 */
final class CommandSender implements AutoCloseable {

    /** Notified where commands are stored. */
    static final String CHANNEL = "velvet_command";

    private static final Logger LOG = Logger.getLogger(CommandSender.class);
    private static final int BATCH = 50;
    private static final int MILLIS_TO_STOP = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DataSource database;
    private final CommandTarget target;
    private final CommandSettings settings;
    private final CommandStore store;
    private final CommandClient client;
    private final CommandMetrics metrics;
    private final Consumer<CommandStep> steps;
    private final Trouble trouble;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Comeback comeback;

    /** @param steps called between any two steps */
    CommandSender(
            DataSource database,
            CommandTarget target,
            Supplier<String> serviceToken,
            CommandSettings settings,
            CommandMetrics metrics,
            Traces traces,
            VitalThreads threads,
            Consumer<CommandStep> steps) {
        var service = target.service();
        this.database = database;
        this.target = target;
        this.settings = settings;
        this.store = new CommandStore(
                service,
                settings.lease(),
                new Backoff(settings.firstRetry(), settings.longestRetry(), RandomGenerator.getDefault()));
        this.comeback = new Comeback(settings.longestRetry());
        this.client = new CommandClient(target, serviceToken, settings.answerTimeout(), traces);
        this.metrics = metrics;
        this.steps = steps;
        this.trouble = new Trouble(
                LOG, "Commands are not delivered to " + service, "Commands are delivered to " + service + " again");
        this.thread = threads.thread("commands-to-" + service, this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(settings.answerTimeout().plusSeconds(1).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void run() {
        try {
            while (!isStopped()) {
                try (var connection = database.getConnection()) {
                    deliver(connection);
                } catch (SQLException | RuntimeException e) {
                    trouble.met(e);
                    stopped.await(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Connection connection) throws SQLException {
        int patienceOfPool = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            while (!isStopped()) {
                deliverAllDue(connection);
                awaitWakeUp(connection.unwrap(PGConnection.class));
            }
        } finally {
            if (!connection.isClosed()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("unlisten *");
                }
                connection.setNetworkTimeout(Runnable::run, patienceOfPool);
            }
        }
    }

    private void deliverAllDue(Connection connection) throws SQLException {
        List<DueCommand> claimed;
        do {
            claimed = store.claim(connection, BATCH);
            if (!claimed.isEmpty()) {
                steps.accept(CommandStep.CLAIMED);
                record(answers(claimed));
            }
        } while (claimed.size() == BATCH && !isStopped());
    }

    private Map<DueCommand, CommandOutcome> answers(List<DueCommand> commands) {
        var answering = new LinkedHashMap<DueCommand, CompletableFuture<CommandOutcome>>();
        commands.forEach(command -> answering.put(command, client.send(command)));
        var answers = new LinkedHashMap<DueCommand, CommandOutcome>();
        answering.forEach((command, answer) -> answers.put(command, answer.join()));
        steps.accept(CommandStep.ANSWERED);
        return answers;
    }

    private void record(Map<DueCommand, CommandOutcome> answers) throws SQLException {
        boolean isBack = comeback.isIn(answers.values());
        var scout = comeback.isAwaited() ? firstThatFailed(answers) : null;
        JdbcTransactions.inTransaction(database, transaction -> {
            for (var answer : answers.entrySet()) {
                store.record(transaction, answer.getKey(), answer.getValue(), answer.getKey() == scout);
            }
            if (isBack) {
                store.retryAll(transaction);
            }
            return null;
        });
        steps.accept(CommandStep.RECORDED);
        answers.forEach(this::tell);
        tellHowItGoes(answers.values());
    }

    private static DueCommand firstThatFailed(Map<DueCommand, CommandOutcome> answers) {
        return answers.entrySet().stream()
                .filter(answer -> answer.getValue().verdict() == Verdict.FAILED)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private void tell(DueCommand command, CommandOutcome outcome) {
        metrics.recorded(outcome);
        if (outcome.verdict() == Verdict.REFUSED) {
            LOG.errorf(
                    "%s refuses command %d of company %d: %s; deliver_refused_commands tries it again",
                    target.service(), command.id(), command.companyId(), outcome.reason());
        }
    }

    /** Once for a batch: of many commands some fail while a service starts. */
    private void tellHowItGoes(Collection<CommandOutcome> outcomes) {
        if (outcomes.stream().anyMatch(outcome -> outcome.verdict() == Verdict.ACCEPTED)) {
            trouble.over();
        } else {
            outcomes.stream()
                    .filter(outcome -> outcome.verdict() == Verdict.FAILED)
                    .findFirst()
                    .ifPresent(outcome -> trouble.met(new IllegalStateException(outcome.reason())));
        }
    }

    private void awaitWakeUp(PGConnection postgres) throws SQLException {
        long nextLook = System.nanoTime() + settings.poll().toNanos();
        boolean woken = false;
        while (!woken && !isStopped() && nextLook - System.nanoTime() > 0) {
            woken = postgres.getNotifications(MILLIS_TO_STOP).length > 0;
        }
    }
}
