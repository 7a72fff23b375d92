package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.benchmark.Findings.Finding;
import app.velvet.testing.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That pushes can still be measured: so few that the numbers mean nothing. */
class PushesPackagedTest {

    private static final int DEVICES = 1_200;

    private final Children children = new Children();

    @TempDir
    Path work;

    @AfterEach
    void endChildren() {
        children.endAll();
    }

    @Test
    void somethingIsFoundForEachGoal() throws Exception {
        var findings = new Findings();

        Pushes.measure(new Bench(children, work, TestPostgres.durable("pushes"), 1, 0, DEVICES, findings));

        assertThat(findings.all())
                .extracting(Finding::what)
                .containsExactly(
                        "a message to 1200 phones",
                        "a message to one in the middle of it, until accepted",
                        "resident memory at most");
        assertThat(findings.all())
                .extracting(Finding::value)
                .allMatch(value -> value > 0 && value < Double.POSITIVE_INFINITY);
    }
}
