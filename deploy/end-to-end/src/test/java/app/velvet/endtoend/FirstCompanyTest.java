package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How operators found a company: by the command that the operations guide gives, where {@code kubectl} leads here. */
class FirstCompanyTest {

    private static final Pattern COMMAND = Pattern.compile("<!-- company -->\\n```sh\\n(.*?)```", Pattern.DOTALL);

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

    private final LocalStack stack = RunningStack.shared();

    @Test
    void theGuidesCommandFoundsOneWhoseManagerMayComeIn() throws IOException {
        try (var shell = new Shell()) {
            shell.run(KUBECTL.formatted(
                    LocalStack.repositoryRoot().resolve("auth-service/target/quarkus-app"),
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    stack.settingsOf("auth-service").getProperty("velvet.internal.key-file"),
                    stack.addressOf("auth-service").getPort()));

            assertThat(shell.run(command() + ENDED)).startsWith("{\"id\":").contains("\"manager_id\":", "ended with 0");
            assertThat(shell.run(command() + ENDED)).contains("\"status_code\":409", "ended with 1");

            assertThat(shell.run(command().replace(" POST", "") + ENDED)).contains("Arguments:", "ended with 2");
            assertThat(shell.run("port=" + LocalStack.freePort() + "\n" + command() + ENDED))
                    .contains("No answer", "ended with 1");
            assertThat(shell.run("key=/nowhere.json\n" + command() + ENDED)).contains("/nowhere.json", "ended with 2");
        }

        var credentials = Map.of("email", "manager@rope.example", "password", "change-me-soon");
        assertThat(VelvetClient.anonymous(stack.url())
                        .call("POST", "/api/v1/tokens", credentials)
                        .requireOk()
                        .get("token")
                        .asText())
                .isNotEmpty();
    }

    private static String command() throws IOException {
        var command =
                COMMAND.matcher(Files.readString(LocalStack.repositoryRoot().resolve("deploy/README.md")));
        assertThat(command.find()).as("the guide has a block marked company").isTrue();
        return command.group(1);
    }
}
