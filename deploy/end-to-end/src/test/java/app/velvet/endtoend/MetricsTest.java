package app.velvet.endtoend;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.velvet.observability.Alert;
import app.velvet.observability.Dashboard;
import app.velvet.observability.Query;
import app.velvet.observability.Query.Match;
import app.velvet.observability.Query.Selector;
import app.velvet.observability.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What alerts and dashboards ask for, and what READMEs name, is what the services expose. */
class MetricsTest {

    private static final List<String> SERVICES =
            List.of("auth-service", "contacts-service", "venues-service", "sync-service", "push-service");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path OBSERVABILITY = LocalStack.repositoryRoot().resolve("deploy/observability");

    /** Prometheus' own. */
    private static final String UP = "up";

    /** What Prometheus adds to all that it collects. */
    private static final Set<String> ADDED_LABELS = Set.of("namespace", "job", "instance");

    private static final Pattern OWN_METRIC = Pattern.compile("(?m)^\\| `(velvet_\\w+)` \\|");
    private static final Pattern SHARED_METRIC =
            Pattern.compile("(?m)^\\| `(velvet_\\w+)` \\| (all|all but ([a-z-]+)|[a-z]+-service) \\|");

    private static final Map<String, ExposedMetrics> EXPOSED = new HashMap<>();

    @BeforeAll
    static void collectAfterSomeTraffic() {
        var stack = RunningStack.shared();
        causeTraffic(stack);
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (var service : SERVICES) {
                EXPOSED.put(service, ExposedMetrics.of(stack.addressOf(service)));
            }
            assertThat(EXPOSED.get("push-service").series())
                    .anyMatch(series -> series.metric().equals("velvet_push_refused_total"));
        });
    }

    /** A change, a pull, and a push to a phone that FCM refuses. */
    private static void causeTraffic(LocalStack stack) {
        var phone = VelvetClient.signedIn(stack.url(), "manager@demo.example");
        phone.call(
                        "POST",
                        "/api/v1/push_tokens",
                        Map.of(
                                "push_token[token]",
                                "no-phone-of-fcm-" + UUID.randomUUID(),
                                "push_token[device_id]",
                                "p"))
                .requireOk();
        phone.feedTime();
        VelvetClient.signedIn(stack.url(), "manager@demo.example")
                .call(
                        "POST",
                        "/api/v1/contacts",
                        Map.of(
                                "contact[first_name]",
                                "Counted",
                                "contact[email]",
                                UUID.randomUUID() + "@guest.example"))
                .requireOk();
    }

    private static List<Query> queries() throws IOException {
        var queries = new ArrayList<Query>();
        for (var file : RuleFile.readAll(OBSERVABILITY.resolve("alerts"))) {
            file.alerts().map(Alert::query).forEach(queries::add);
        }
        for (var dashboard : Dashboard.readAll(OBSERVABILITY.resolve("dashboards"))) {
            queries.addAll(dashboard.queries());
        }
        return queries;
    }

    private static List<ExposedMetrics.Series> seriesOf(Selector selector) {
        return EXPOSED.values().stream()
                .flatMap(exposed -> exposed.series().stream())
                .filter(series -> series.metric().equals(selector.metric()))
                .filter(series -> selector.matches().stream().allMatch(match -> canMatch(series, match)))
                .toList();
    }

    /** Regular expressions may well be for what has not happened here, as a status 500; the label has to be there. */
    private static boolean canMatch(ExposedMetrics.Series series, Match match) {
        var value = series.labels().get(match.label());
        return ADDED_LABELS.contains(match.label())
                || value != null
                        && (!match.operator().equals("=") || match.value().equals(value));
    }

    @Test
    void whatAlertsAndDashboardsAskForIsExposed() throws IOException {
        assertThat(queries()).hasSizeGreaterThan(60).allSatisfy(query -> {
            var labels = new HashSet<>(ADDED_LABELS);
            for (var selector : query.selectors()) {
                if (!selector.metric().equals(UP)) {
                    assertThat(seriesOf(selector)).as(selector.toString()).isNotEmpty();
                    seriesOf(selector)
                            .forEach(series -> labels.addAll(series.labels().keySet()));
                }
            }
            assertThat(labels).containsAll(query.groupingLabels());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "velvet_outbox_age_seconds",
                "velvet_push_overdue_seconds{kind=\"message\"}",
                "velvet_push_overdue_seconds{type=~\"notification|broadcast\"}"
            })
    void whatIsNotExposedIsFound(String query) {
        assertThat(new Query(query).selectors())
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(seriesOf(selector)).isEmpty());
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void readmesNameAllThatAServiceExposesAndNothingElse(String service) throws IOException {
        var named = new TreeSet<String>();
        OWN_METRIC.matcher(readme(service)).results().forEach(metric -> named.add(metric.group(1)));
        SHARED_METRIC
                .matcher(readme("deploy"))
                .results()
                .filter(metric -> metric.group(2).equals(service)
                        || metric.group(2).startsWith("all") && !service.equals(metric.group(3)))
                .forEach(metric -> named.add(metric.group(1)));

        var exposed = EXPOSED.get(service).names().stream()
                .filter(name -> name.startsWith("velvet_"))
                .collect(toCollection(TreeSet::new));
        assertThat(named).isEqualTo(exposed);
    }

    private static String readme(String folder) throws IOException {
        return Files.readString(LocalStack.repositoryRoot().resolve(folder).resolve("README.md"));
    }
}
