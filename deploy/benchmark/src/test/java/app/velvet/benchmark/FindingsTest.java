package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import app.velvet.benchmark.Rounds.Measured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void ratioIsOursToTheSecondAndTheRestIsForPeople() {
        findings.add("pulls", "pull", "/s", compared(0.9, 800, 1_000));

        var finding = findings.all().get(0);
        assertThat(finding.value()).isEqualTo(0.8);
        assertThat(finding.isShort()).isTrue();
        assertThat(finding.seen()).isEqualTo("sync-service 800/s, 50 µs; minimal 1000/s, 40 µs; pgbench 9000/s, 10 µs");
        assertThat(findings.roundsCsv()).contains("pulls,\"pull\",minimal,1,1000.0,40.0\n");
    }

    @Test
    void costIsProcessorTimeAndMayBeSoMuchMore() {
        findings.addCost("growth", "pull", compared(1, 800, 1_000), 1.3);

        assertThat(findings.all().get(0).value()).isEqualTo(1.25);
        assertThat(findings.all().get(0).isShort()).isFalse();
    }

    @Test
    void whatHasNoGoalFallsShortOfNoneAndIsNotPlotted() {
        findings.add("snapshot", "memory", "", 400, Goal.none(" MB"));

        assertThat(findings.all().get(0).isShort()).isFalse();
        assertThat(new GoalPlot("Feed", findings.all()).svg()).doesNotContain("memory");
    }

    @Test
    void goalsAreReachedFromTheirSide() {
        assertThat(Goal.atLeast(0.5, " ×").reachedBy(0.25)).isEqualTo(0.5);
        assertThat(Goal.atMost(200, " ms").reachedBy(100)).isEqualTo(2);
        assertThat(Goal.atMost(0, "").reachedBy(0)).isEqualTo(1);
        assertThat(Goal.atMost(0, "").reachedBy(1)).isZero();
    }

    @Test
    void quantileIsOfWhatCameBetweenTwoLooks() {
        var before = Map.of(0.1, 100.0, 0.2, 100.0, Double.POSITIVE_INFINITY, 100.0);
        var after = Map.of(0.1, 110.0, 0.2, 120.0, Double.POSITIVE_INFINITY, 120.0);

        assertThat(Metrics.quantile(before, after, 0.5)).isCloseTo(0.1, within(1e-9));
        assertThat(Metrics.quantile(before, after, 0.75)).isCloseTo(0.15, within(1e-9));
        assertThatThrownBy(() -> Metrics.quantile(before, before, 0.5)).isInstanceOf(Failure.class);
    }

    private static Rounds compared(double goal, double ours, double minimal) {
        var rounds = new Rounds(goal, List.of("sync-service", "minimal", "pgbench"));
        rounds.add("sync-service", new Measured(ours, 50));
        rounds.add("minimal", new Measured(minimal, 40));
        rounds.add("pgbench", new Measured(9_000, 10));
        return rounds;
    }
}
