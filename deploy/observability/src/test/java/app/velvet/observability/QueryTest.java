package app.velvet.observability;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.observability.Query.Match;
import app.velvet.observability.Query.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a query asks for is found: otherwise much that is held against it would go unnoticed. */
class QueryTest {

    @Test
    void metricsWithTheirLabels() {
        Query query = new Query("""
                histogram_quantile(0.99, sum by (job, le) (rate(lag_seconds_bucket{uri!~".*/a{2}", status="5}"}[5m])))
                  / on (job) group_left () up > 1e3 unless min_over_time(pending[2m] offset 5m) > bool 0""");

        assertThat(query.selectors())
                .containsExactlyInAnyOrder(
                        new Selector(
                                "lag_seconds_bucket",
                                List.of(new Match("uri", "!~", ".*/a{2}"), new Match("status", "=", "5}"))),
                        new Selector("up", List.of()),
                        new Selector("pending", List.of()));
        assertThat(query.groupingLabels()).containsExactly("job", "le");
    }

    @Test
    void groupingAfterAnAggregation() {
        Query query = new Query("sum(rate(errors_total[5m])) without (instance) or absent(up{job=\"a\"} == 1)");

        assertThat(query.selectors()).extracting(Selector::metric).containsExactlyInAnyOrder("errors_total", "up");
        assertThat(query.groupingLabels()).containsExactly("instance");
    }
}
