package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Path REPOSITORY = Path.of("/repository");

    @Test
    void withoutOptionsItIsTheRepositorysOwnStack() {
        assertThat(start()).isEqualTo(new Options(8080, Path.of("/repository/.velvet"), false, false));
        assertThat(Options.ofStop(List.of(), REPOSITORY)).isEqualTo(Path.of("/repository/.velvet"));
    }

    @Test
    void everyOptionCounts() {
        Options expected = new Options(9000, Path.of("/data"), true, true);

        assertThat(start("--port", "9000", "--data", "/data", "--fresh", "--detach"))
                .isEqualTo(expected);
        assertThat(start("--detach", "--data=/data", "--port=9000", "--fresh")).isEqualTo(expected);
        assertThat(Options.ofStop(List.of("--data", "/data"), REPOSITORY)).isEqualTo(Path.of("/data"));
    }

    @Test
    void aRelativeFolderIsBelowWhereOneStands() {
        assertThat(start("--data", "x/../y").data()).isEqualTo(Path.of("y").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prot 9000    | Unknown option --prot; deploy/local/start --help names the options
            9000           | Unknown option 9000; deploy/local/start --help names the options
            --port         | --port needs a value
            --data=        | --data needs a value
            --port http    | --port needs a number from 1 to 65535, not http
            --port 0       | --port needs a number from 1 to 65535, not 0
            --port 65536   | --port needs a number from 1 to 65535, not 65536
            """)
    void aWrongOptionIsNamed(String arguments, String line) {
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> start(arguments.split(" ")))
                .withMessage(line);
    }

    @Test
    void stopHasNoOptionsOfStart() {
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> Options.ofStop(List.of("--port", "1"), REPOSITORY))
                .withMessage("Unknown option --port; deploy/local/stop --help names the options");
    }

    private static Options start(String... arguments) {
        return Options.ofStart(List.of(arguments), REPOSITORY);
    }
}
