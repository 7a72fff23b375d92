package app.velvet.local;

import app.velvet.local.demo.DemoCompany;
import app.velvet.local.gateway.Gateway;
import app.velvet.local.standin.ApnsCredentials;
import app.velvet.local.standin.StandIns;
import app.velvet.testing.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the processes of a stack in order, watches them, and ends them in reverse order when it ends itself.
 *
 * <p>A process that dies is named and the others go on: a person may want to see how they do without it. The next
 * {@code deploy/local/start} makes the stack whole.
 */
public final class Stack {

    /** The stack's life is that of its input, or of nobody. */
    static final String ATTACHED = "attached";

    static final String DETACHED = "detached";

    private static final int SERVICE_HEAP = 224;
    private static final int GATEWAY_HEAP = 64;
    private static final int STAND_INS_HEAP = 64;

    private static final String APNS = "apns";
    private static final String SMTP = "smtp";

    /** What it reports in many lines fails the start in one. */
    private static final Logger POSTGRES_LIBRARY = Logger.getLogger("io.zonky");

    private final DataFolder data;
    private final int port;
    private final PortBook ports;
    private final Processes processes;
    private final Instant started = Instant.now();

    private Stack(DataFolder data, int port) {
        this.data = data;
        this.port = port;
        this.ports = new PortBook(data.ports());
        this.processes = new Processes(data, ports, this::sayReady);
    }

    /** Arguments: the data folder, the gateway's port, {@value #ATTACHED} or {@value #DETACHED}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        POSTGRES_LIBRARY.setLevel(Level.OFF);
        DataFolder data = new DataFolder(Path.of(arguments[0]));
        Stack stack = new Stack(data, Integer.parseInt(arguments[1]));
        ProcessRecord.of(ProcessHandle.current()).write(data.record(RunningStack.LAUNCHER));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
        if (arguments[2].equals(ATTACHED)) {
            endWithInput();
        }
        try {
            stack.start();
        } catch (Trouble trouble) {
            stack.sayWhyUnlessStopping(trouble);
            System.exit(1);
        }
        Thread.currentThread().join();
    }

    private static void endWithInput() {
        Thread reader = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException ended) {
                // as good as its end
            }
            System.exit(0);
        });
        reader.setDaemon(true);
        reader.start();
    }

    private void start() throws IOException {
        System.out.println("Starting Velvet on " + data.root());
        Secrets.makeServiceKey(serviceKey());
        processes.startServers();
        startStandIns();
        for (Service service : Service.ALL) {
            startService(service);
        }
        startGateway();
        for (Service service : Service.ALL) {
            awaitReady(service.name(), URI.create(addressOf(service) + "/q/health/ready"));
        }
        awaitReady(
                RunningStack.STAND_INS,
                URI.create("http://127.0.0.1:" + ports.of(RunningStack.STAND_INS) + StandIns.PAGE));
        // through the gateway: it is ready when it passes something on
        awaitReady(RunningStack.GATEWAY, URI.create(url() + "/.well-known/jwks.json"));
        loadDemoCompany();
        Files.writeString(data.readyFile(), url() + "\n");
        sayWhatToDoNext();
    }

    private void startStandIns() throws IOException {
        apnsCredentials().make();
        List<String> command = JavaCommand.withHeap(STAND_INS_HEAP, data.scratch())
                .quick()
                .main(
                        StandIns.class,
                        data.program("launcher"),
                        ports.of(RunningStack.STAND_INS),
                        ports.of(APNS),
                        ports.of(SMTP),
                        apnsCredentials().folder());
        processes.startChild(RunningStack.STAND_INS, command, data.root());
    }

    private ApnsCredentials apnsCredentials() {
        return new ApnsCredentials(data.keys().resolve("apns"));
    }

    private void startService(Service service) throws IOException {
        Path home = data.root().resolve("services").resolve(service.name());
        writeSettings(service, home);
        List<String> command = JavaCommand.withHeap(SERVICE_HEAP, data.scratch())
                .quick()
                .jar(data.program(service.name()).resolve("quarkus-run.jar"));
        processes.startChild(service.name(), command, home);
    }

    /** Quarkus reads {@code config/application.properties} of the folder it runs in above all that is packaged. */
    private void writeSettings(Service service, Path home) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("quarkus.http.host", "127.0.0.1");
        settings.setProperty("quarkus.http.port", Integer.toString(ports.of(service.name())));
        settings.setProperty("quarkus.datasource.username", EmbeddedPostgres.username());
        settings.setProperty("quarkus.datasource.password", "not-asked-for");
        settings.setProperty("quarkus.datasource.jdbc.url", processes.postgres().jdbcUrl(service.database()));
        settings.setProperty(
                "quarkus.datasource.reactive.url", processes.postgres().reactiveUrl(service.database()));
        settings.setProperty("kafka.bootstrap.servers", processes.kafka().bootstrap());
        settings.setProperty("velvet.internal.key-file", serviceKey().toString());
        if (service.equals(Service.AUTH)) {
            settings.setProperty(
                    "velvet.auth.keys.directory", data.keys().resolve("tokens").toString());
            settings.setProperty("velvet.auth.keys.generate", "true");
            settings.setProperty("velvet.auth.sign-in.gateways", "127.0.0.1/32");
        } else {
            settings.setProperty("velvet.auth.internal-url", addressOf(Service.AUTH));
            settings.setProperty("velvet.token.jwks-url", addressOf(Service.AUTH) + "/.well-known/jwks.json");
        }
        if (service.equals(Service.PUSH)) {
            settings.putAll(apnsSettings());
        }
        Path file = Files.createDirectories(home.resolve("config")).resolve("application.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, "Written at every start");
        }
    }

    private Map<String, String> apnsSettings() {
        return Map.of(
                "velvet.apns.host",
                "localhost",
                "velvet.apns.port",
                Integer.toString(ports.of(APNS)),
                "velvet.apns.trust-file",
                apnsCredentials().certificate().toString(),
                "velvet.apns.key-file",
                apnsCredentials().signingKey().toString(),
                "velvet.apns.key-id",
                ApnsCredentials.KEY_ID,
                "velvet.apns.team-id",
                ApnsCredentials.TEAM_ID,
                "velvet.apns.topic",
                ApnsCredentials.TOPIC);
    }

    private void startGateway() throws IOException {
        List<Object> arguments = new ArrayList<>(List.of(
                port,
                data.program("manifests").resolve("http-routes.yaml"),
                data.program("local-manifests").resolve("local-routes.yaml"),
                RunningStack.STAND_INS + "=" + ports.of(RunningStack.STAND_INS)));
        Service.ALL.forEach(service -> arguments.add(service.name() + "=" + ports.of(service.name())));
        List<String> command = JavaCommand.withHeap(GATEWAY_HEAP, data.scratch())
                .quick()
                .main(Gateway.class, data.program("launcher"), arguments.toArray());
        processes.startChild(RunningStack.GATEWAY, command, data.root());
    }

    private void awaitReady(String name, URI readiness) {
        if (!Readiness.await(readiness, () -> processes.isAlive(name))) {
            throw new Trouble(name + " did not start, see " + data.log(name));
        }
        sayReady(name);
    }

    private void sayReady(String name) {
        System.out.printf("  %-18s ready after %.1f s%n", name, secondsSinceStart());
    }

    private double secondsSinceStart() {
        return Duration.between(started, Instant.now()).toMillis() / 1_000.0;
    }

    private void loadDemoCompany() throws IOException {
        if (Files.exists(data.demoLoaded())) {
            return;
        }
        System.out.println("Loading the demo company");
        new DemoCompany(URI.create(url()), URI.create(addressOf(Service.AUTH)), this::launcherToken).load();
        Files.createFile(data.demoLoaded());
        System.out.printf("  %-18s ready after %.1f s%n", "demo company", secondsSinceStart());
    }

    private String launcherToken() {
        try {
            return Secrets.serviceToken(serviceKey(), "local-stack", Service.AUTH.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sayWhatToDoNext() {
        System.out.printf(
                """

                Velvet is ready at %1$s

                Sign in as %2$s; the password is %3$s:

                  curl -s %1$s/api/v1/tokens -d email=%4$s -d password=%3$s

                What Velvet sends to phones and mailboxes arrives at %1$s%7$s
                README.md goes on from there. Data and logs are in %5$s
                %6$s

                """,
                url(),
                String.join(", ", DemoCompany.EMAILS),
                DemoCompany.PASSWORD,
                DemoCompany.EMAILS.get(0),
                data.root(),
                "Ctrl-C or deploy/local/stop stops it; the data stays.",
                StandIns.PAGE);
    }

    private String url() {
        return "http://localhost:" + port;
    }

    private String addressOf(Service service) {
        return "http://127.0.0.1:" + ports.of(service.name());
    }

    private Path serviceKey() {
        return data.keys().resolve("services.jwk");
    }

    /** What a stack lacks that is being stopped is nobody's trouble. */
    private void sayWhyUnlessStopping(Trouble trouble) {
        if (!processes.isEnding()) {
            System.out.println(trouble.getMessage());
        }
    }

    private void stop() {
        System.out.println("Stopping Velvet");
        processes.end();
        new RunningStack(data).forget();
        System.out.println("Stopped");
    }
}
