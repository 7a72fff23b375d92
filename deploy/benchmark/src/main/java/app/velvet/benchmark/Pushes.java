package app.velvet.benchmark;

import app.velvet.benchmark.Turns.Contestant;
import app.velvet.testing.Ports;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestPostgres;
import app.velvet.testing.apns.ApnsCredentials;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A message to everyone of a large company, beside Pushy alone sending as many pushes to the same APNs, in turn; and a message to
 * one of them in the middle of it. What {@code deploy/benchmark/pushes} runs.
 */
public final class Pushes {

    static final String NAME = "pushes";
    static final String APNS_HOST = "localhost";
    static final String TITLE = "Doors";
    static final String MESSAGE = "We open an hour later tonight.";

    /** Of what Pushy does alone. */
    private static final double GOAL = 0.8;

    private static final double MOST_MILLIS_OF_URGENT = 1_000;

    private final Children children;
    private final int rounds;
    private final int devices;
    private final Findings findings;
    private final List<Double> urgentMillis = new ArrayList<>();

    private Pushes(Children children, int rounds, int devices, Findings findings) {
        this.children = children;
        this.rounds = rounds;
        this.devices = devices;
        this.findings = findings;
    }

    /** @param arguments rounds, and devices */
    public static void main(String[] arguments) {
        Command.run(NAME, (children, work) -> {
            var findings = new Findings();
            measure(new Bench(
                    children,
                    work,
                    TestPostgres.durable(NAME),
                    Integer.parseInt(arguments[0]),
                    0,
                    Long.parseLong(arguments[1]),
                    findings));
            findings.report(NAME, "Pushes");
        });
    }

    /** @param bench of which the size is that of the company, in devices */
    static void measure(Bench bench) throws IOException {
        new Pushes(bench.children(), bench.rounds(), (int) bench.size(), bench.findings()).run(bench);
    }

    private void run(Bench bench) throws IOException {
        bench.tell("Starting Kafka, APNs, push-service and Pushy");
        TestKafka.shared();
        var credentials = new ApnsCredentials(bench.work().resolve("apns"));
        credentials.make();
        int port = Ports.free();
        var folder = credentials.folder().toString();
        try (var apns = OwnProcess.start(children, ApnsServer.class, Integer.toString(port), folder);
                var pushy = OwnProcess.start(children, PushyAlone.class, Integer.toString(port), folder);
                var service = PushService.start(children, bench.work(), bench.postgres(), credentials, port)) {
            service.hire(devices);
            bench.tell("Warming up");
            service.tellEveryone(devices);
            pushyAlone(pushy);
            var compared = Turns.take(
                    GOAL,
                    rounds,
                    bench::checkpoint,
                    List.of(
                            new Contestant("push-service", () -> broadcast(service), service::cpuTime),
                            new Contestant("pushy", () -> pushyAlone(pushy), pushy::cpuTime)));
            report(service, compared);
        }
    }

    /** Somebody is told something urgent when half of them have been told. */
    private Load broadcast(PushService service) {
        double half = service.accepted() + devices / 2.0;
        var urgent = CompletableFuture.runAsync(() -> {
            service.awaitAccepted(half);
            service.tellOne(devices);
        });
        var load = service.tellEveryone(devices);
        urgent.join();
        urgentMillis.add(service.waitOfLastUrgent(devices));
        return load;
    }

    private Load pushyAlone(OwnProcess pushy) {
        var answer = pushy.ask(Integer.toString(devices));
        try {
            return new Load(devices, Double.parseDouble(answer));
        } catch (NumberFormatException e) {
            throw new Failure("Pushy alone: " + answer, e);
        }
    }

    private void report(PushService service, Rounds compared) {
        findings.add(NAME, "a message to " + devices + " phones", "/s", compared);
        findings.add(
                NAME,
                "a message to one in the middle of it, until accepted",
                "the slowest of " + urgentMillis.size(),
                urgentMillis.stream().mapToDouble(millis -> millis).max().orElse(0),
                Goal.atMost(MOST_MILLIS_OF_URGENT, " ms"));
        findings.add(
                NAME,
                "resident memory at most",
                "-Xmx" + PackagedProcess.USUAL_HEAP_MEGABYTES + "m",
                service.peakMegabytes(),
                Goal.none(" MB"));
    }
}
