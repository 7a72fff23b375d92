package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import app.velvet.benchmark.Findings.Finding;
import app.velvet.testing.TestPostgres;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each part can still be measured: in the smallest way, in which its numbers mean nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class PullsPackagedTest {

    private static final long SMALLEST_SIZE = 30_000;

    private Children children;

    @TempDir
    Path work;

    @BeforeAll
    void requireTools() {
        for (var tool : List.of("wrk", "pgbench")) {
            assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                    .as(tool + " is installed")
                    .anyMatch(folder -> Path.of(folder, tool).toFile().canExecute());
        }
    }

    @BeforeEach
    void haveChildren() {
        children = new Children();
    }

    @AfterEach
    void endChildren() {
        children.endAll();
    }

    static List<String> parts() {
        return Pulls.names();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void partFindsSomethingForEachOfItsGoals(String part) throws Exception {
        var findings = new Findings();
        var bench = new Bench(children, work, TestPostgres.durable(part), 1, 1, SMALLEST_SIZE, findings);

        Pulls.run(bench, List.of(part));

        assertThat(findings.all()).isNotEmpty().extracting(Finding::part).containsOnly(part);
        assertThat(findings.all())
                .extracting(Finding::value)
                .allMatch(value -> value >= 0 && value < Double.POSITIVE_INFINITY);
        assertThat(findings.table().lines()).hasSize(findings.all().size() + 1);
    }
}
