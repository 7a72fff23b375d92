package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How operators found and close a company: by the guide's commands, where {@code kubectl} leads here. */
class FirstCompanyTest {

    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");

    /** Runs what follows {@code --} as in the container of auth-service, but with this Java. */
    private static final String KUBECTL = """
            kubectl() {
              while [ "$1" != -- ]; do shift; done
              shift 2
              (unset JAVA_TOOL_OPTIONS; cd '%s' && VELVET_INTERNAL_KEY_FILE="$key" QUARKUS_HTTP_PORT="$port" '%s' "$@" 2>&1)
            }
            key='%s' port=%d
            """;

    private static final String ENDED = "echo \"ended with $?\"";

    private static final Map<String, String> MANAGER =
            Map.of("email", "manager@rope.example", "password", "change-me-soon");

    private final LocalStack stack = RunningStack.shared();

    @Test
    void itsManagerMayComeInUntilItIsClosed() throws IOException {
        var found = command("company");
        try (var shell = inAuthService()) {
            var founded = shell.run(found + ENDED);
            assertThat(founded).containsPattern(ID).contains("\"manager_id\":", "ended with 0");
            assertThat(signIn().status()).isEqualTo(200);
            assertThat(shell.run(found + ENDED)).contains("\"status_code\":409", "ended with 1");

            var id = ID.matcher(founded).results().findFirst().orElseThrow().group(1);
            var close = command("closed company").replace("/companies/7", "/companies/" + id);
            assertThat(shell.run(close + ENDED)).containsPattern(ID).contains("ended with 0");
            assertThat(signIn().status()).isEqualTo(423);
        }
    }

    @Test
    void callsThatCannotBeMadeSayWhy() throws IOException {
        var found = command("company");
        try (var shell = inAuthService()) {
            assertThat(shell.run(found.replace(" POST", "") + ENDED)).contains("Arguments:", "ended with 2");
            assertThat(shell.run("port=" + LocalStack.freePort() + "\n" + found + ENDED))
                    .contains("No answer", "ended with 1");
            assertThat(shell.run("key=/nowhere.json\n" + found + ENDED)).contains("/nowhere.json", "ended with 2");
        }
    }

    private Shell inAuthService() {
        var shell = new Shell();
        shell.run(KUBECTL.formatted(
                LocalStack.repositoryRoot().resolve("auth-service/target/quarkus-app"),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                stack.settingsOf("auth-service").getProperty("velvet.internal.key-file"),
                stack.addressOf("auth-service").getPort()));
        return shell;
    }

    private VelvetClient.Answer signIn() {
        return VelvetClient.anonymous(stack.url()).call("POST", "/api/v1/tokens", MANAGER);
    }

    /** The guide's block of commands that is marked so. */
    private static String command(String mark) throws IOException {
        var guide = Files.readString(LocalStack.repositoryRoot().resolve("deploy/README.md"));
        var block = Pattern.compile("<!-- " + mark + " -->\n```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(guide);
        assertThat(block.find()).as("the guide has a block marked %s", mark).isTrue();
        return block.group(1);
    }
}
