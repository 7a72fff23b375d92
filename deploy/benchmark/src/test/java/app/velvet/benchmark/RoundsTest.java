package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.velvet.benchmark.CpuTime.Stat;
import app.velvet.benchmark.Rounds.Measured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void eachMedianIsOfItsOwnAndTheRatioIsOfTheMedians() {
        var rounds = new Rounds(0.4, List.of("contacts-service", "pgbench"));
        rounds.add("contacts-service", new Measured(100, 30));
        rounds.add("pgbench", new Measured(1000, 3));
        rounds.add("contacts-service", new Measured(300, 10));
        rounds.add("pgbench", new Measured(400, 9));
        rounds.add("contacts-service", new Measured(200, 50));
        rounds.add("pgbench", new Measured(800, 5));

        assertThat(rounds.median(0)).isEqualTo(new Measured(200, 30));
        assertThat(rounds.ratio()).isEqualTo(0.25);
        assertThat(rounds.cpuRatio()).isEqualTo(6);
    }

    @Test
    void medianOfTwoIsBetweenThem() {
        var rounds = new Rounds(0.4, List.of("contacts-service", "pgbench"));
        rounds.add("contacts-service", new Measured(100, 30));
        rounds.add("pgbench", new Measured(1000, 3));
        rounds.add("contacts-service", new Measured(300, 10));
        rounds.add("pgbench", new Measured(400, 9));

        assertThat(rounds.median(0)).isEqualTo(new Measured(200, 20));
    }

    @Test
    void processorTimeIsSharedByAllRequests() {
        assertThat(Measured.of(new Load(400, 2), Duration.ofMillis(100))).isEqualTo(new Measured(200, 250));
    }

    @Test
    void csvHoldsEveryRound() {
        var rounds = new Rounds(0.4, List.of("contacts-service", "pgbench"));
        rounds.add("contacts-service", new Measured(100, 30));
        rounds.add("pgbench", new Measured(200, 3));

        assertThat(rounds.csv()).isEqualTo("""
                what,round,requests_per_second,cpu_micros_per_request
                contacts-service,1,100.0,30.0
                contacts-service,median,100.0,30.0
                pgbench,1,200.0,3.0
                pgbench,median,200.0,3.0
                ratio,median,0.500,10.000
                goal,median,0.400,
                """);
    }

    @Test
    void nameOfAProcessMayHoldAnything() {
        assertThat(Stat.parse("7 (a) b (c) S 1 7 7 0 -1 0 0 0 0 0 11 22 33 44 20 0 1\n"))
                .isEqualTo(new Stat(33, 77));
    }

    @Test
    void wrongAnswersAndLostRequestsAreNoResult() {
        assertThat(Wrk.read("load requests=500 micros=2000000 wrong=0 lost=0 \n"))
                .isEqualTo(new Load(500, 2));
        assertThatThrownBy(() -> Wrk.read("load requests=500 micros=2000000 wrong=1 lost=0 503 busy\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("503 busy");
        assertThatThrownBy(() -> Wrk.read("load requests=500 micros=2000000 wrong=0 lost=1 \n"))
                .isInstanceOf(Failure.class);
    }

    @Test
    void failedTransactionsAreNoResult() {
        var output = """
                number of transactions actually processed: 1000
                number of failed transactions: %d (0.000%%)
                tps = 500.0 (without initial connection time)
                """;
        assertThat(Pgbench.read(output.formatted(0))).isEqualTo(new Load(1000, 2));
        assertThatThrownBy(() -> Pgbench.read(output.formatted(1))).isInstanceOf(Failure.class);
    }
}
