package app.velvet.images;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.testing.EmbeddedPostgres;
import app.velvet.testing.Ports;
import app.velvet.testing.TestKafka;
import app.velvet.testing.TestPostgres;
import app.velvet.testing.TestTokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Images are made by the command that operators use, and one is run as the manifests have it run. */
class ImagesTest {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final String BUILD =
            REPOSITORY.resolve("deploy/images/build").toString();
    private static final String SERVICE = "sync-service";
    private static final String IMAGE = "localhost/velvet/" + SERVICE + ":test";
    private static final String JAVA = "localhost/velvet/java";
    private static final String UID = "10001";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void theSamePackageMakesTheSameImage() throws Exception {
        Podman.assumeInstalled();

        var first = List.of(build(), idOf(JAVA));
        var second = List.of(build(), idOf(JAVA));

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aServiceRunsWithoutAnyRightAndEndsWhenItIsTold() throws Exception {
        Podman.assumeInstalled();
        build();
        var podman = Podman.assumeRunning(JAVA);
        int port = Ports.free();
        var container = Optional.<String>empty();
        try {
            container = Optional.of(podman.run(confined(settings(port))));
            awaitReady(podman, container.get(), port);

            assertThat(userOf(podman, container.get())).isEqualTo(UID);
            RestAssured.given()
                    .baseUri("http://127.0.0.1:" + port)
                    .header("Authorization", "Bearer " + TestTokens.issue(1, 1))
                    .get("/api/v1/last_changes")
                    .then()
                    .statusCode(401);

            podman.stop(container.get(), 60);

            assertThat(podman.inspect(container.get(), "{{.State.ExitCode}}")).isEqualTo("143");
            assertThat(podman.logs(container.get())).contains(SERVICE + " stopped in");
        } finally {
            podman.remove(container);
        }
    }

    @Test
    void overlaysUseWhatIsBuilt() throws Exception {
        var version = firstGroup("<version>(.*)-SNAPSHOT</version>", REPOSITORY.resolve("pom.xml"));
        var services = firstGroup("all_services=\\((.*)\\)", Path.of(BUILD)).split(" ");

        for (var overlay : List.of("small", "production")) {
            var kustomization = Files.readString(
                    REPOSITORY.resolve("deploy/kubernetes/overlays/" + overlay + "/kustomization.yaml"));
            for (var service : services) {
                assertThat(kustomization).contains("  - name: velvet/" + service + "\n    newTag: " + version + "\n");
            }
        }
    }

    @Test
    void whatCannotBeBuiltIsSaid() throws Exception {
        assertThat(Command.tryToRun(BUILD, "--help").succeeded()).isTrue();
        assertThat(Command.tryToRun(BUILD, "door-service"))
                .isEqualTo(new Command.Result(
                        1,
                        "There is no service door-service; there are auth-service contacts-service venues-service "
                                + "sync-service push-service\n"));
        assertThat(Command.tryToRun(BUILD, "--tag", "a tag").output()).isEqualTo("Not a tag: a tag\n");
        assertThat(Command.tryToRun(BUILD, "--built", "--native", SERVICE).output())
                .matches("(This needs podman: install the package podman|There is no native executable of " + SERVICE
                        + "; without --built it is built)\\n");
        assertThat(Command.tryToRun(BUILD, "--fast").output()).isEqualTo("There is no option --fast; see --help\n");
    }

    /** Returns the image's id. */
    private static String build() throws IOException, InterruptedException {
        Command.run(BUILD, "--built", "--tag", "test", SERVICE);
        return idOf(IMAGE);
    }

    private static String idOf(String image) throws IOException, InterruptedException {
        return Command.run("podman", "inspect", "--format", "{{.Id}}", image);
    }

    private static Map<String, String> settings(int port) {
        var postgres = TestPostgres.shared();
        postgres.database("image");
        var settings = new TreeMap<String, String>();
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        settings.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedPostgres.username());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", "unused");
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl("image"));
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl("image"));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", TestKafka.shared().bootstrap());
        settings.put("VELVET_TOKEN_JWKS_URL", TestTokens.jwksUrl());
        settings.put("VELVET_STAFF_ENDED_ACCESS_POLL", "1h");
        settings.put("JAVA_TOOL_OPTIONS", "-Xmx256m");
        return settings;
    }

    /** As the manifests confine it, but for the network, in which the test's servers are. */
    private static List<String> confined(Map<String, String> settings) {
        var arguments = new ArrayList<>(List.of(
                "--detach",
                "--network=host",
                "--read-only",
                "--tmpfs=/tmp",
                "--cap-drop=all",
                "--security-opt=no-new-privileges"));
        settings.forEach((name, value) -> arguments.add("--env=" + name + "=" + value));
        arguments.add(IMAGE);
        return arguments;
    }

    private static void awaitReady(Podman podman, String container, int port) throws Exception {
        Awaitility.await("readiness")
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> !isRunning(podman, container)
                        || RestAssured.get("http://127.0.0.1:" + port + "/q/health/ready")
                                        .statusCode()
                                == 200);
        assertThat(isRunning(podman, container))
                .as(() -> log(podman, container))
                .isTrue();
    }

    private static boolean isRunning(Podman podman, String container) throws IOException, InterruptedException {
        return podman.inspect(container, "{{.State.Running}}").equals("true");
    }

    private static String log(Podman podman, String container) {
        try {
            return podman.logs(container);
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    /** By which it runs for the kernel. */
    private static String userOf(Podman podman, String container) throws IOException, InterruptedException {
        var process = podman.inspect(container, "{{.State.Pid}}");
        return firstGroup("Uid:\\s+(\\d+)", Path.of("/proc", process, "status"));
    }

    private static String firstGroup(String pattern, Path file) throws IOException {
        var found = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(found.find()).as(pattern + " in " + file).isTrue();
        return found.group(1);
    }
}
