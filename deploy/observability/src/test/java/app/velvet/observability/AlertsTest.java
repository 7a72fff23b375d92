package app.velvet.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsTest {

    private static final Path ALERTS = Path.of("alerts");
    private static final Path TESTS = Path.of("alert-tests");
    /** Where the tests of the alerts look for the rules. */
    private static final Path RULES = Path.of("target", "rules");

    private static final ObjectMapper YAML = new YAMLMapper();

    static List<RuleFile> ruleFiles() throws IOException {
        return RuleFile.readAll(ALERTS);
    }

    private static Stream<Alert> alerts() throws IOException {
        return ruleFiles().stream().flatMap(RuleFile::alerts);
    }

    static List<String> alertNames() throws IOException {
        return alerts().map(Alert::name).toList();
    }

    private static Set<String> fileNames() throws IOException {
        return ruleFiles().stream().map(file -> file.name() + ".yaml").collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path write(RuleFile file) throws IOException {
        Files.createDirectories(RULES);
        Path path = RULES.resolve(file.name() + ".yaml");
        YAML.writeValue(path.toFile(), file.rules());
        return path;
    }

    @Test
    void prometheusReadsThem() throws Exception {
        Promtool promtool = Promtool.require();
        for (RuleFile file : ruleFiles()) {
            Promtool.Answer answer = promtool.run(
                    "check", "rules", "--lint=all", "--lint-fatal", write(file).toString());
            assertThat(answer.ok()).as(answer.text()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void theirTestsPass(RuleFile file) throws Exception {
        Promtool promtool = Promtool.require();
        write(file);

        Promtool.Answer answer = promtool.run("test", "rules", testsOf(file).toString());

        assertThat(answer.ok()).as(answer.text()).isTrue();
    }

    private static Path testsOf(RuleFile file) {
        return TESTS.resolve(file.name() + ".yaml");
    }

    @ParameterizedTest
    @MethodSource("alertNames")
    void itsTestsNoticeIfItHasNoThreshold(String alert) throws Exception {
        Promtool promtool = Promtool.require();
        RuleFile file = ruleFiles().stream()
                .filter(candidate ->
                        candidate.alerts().anyMatch(own -> own.name().equals(alert)))
                .findFirst()
                .orElseThrow();
        Path folder = Files.createDirectories(Path.of("target", "broken", alert));
        for (JsonNode group : file.rules().get("groups")) {
            for (JsonNode rule : group.get("rules")) {
                if (rule.get("alert").asText().equals(alert)) {
                    ((ObjectNode) rule)
                            .put("expr", withoutThreshold(rule.get("expr").asText()));
                }
            }
        }
        YAML.writeValue(folder.resolve("rules.yaml").toFile(), file.rules());
        ObjectNode tests = (ObjectNode) YAML.readTree(testsOf(file).toFile());
        tests.putArray("rule_files").add("rules.yaml");
        Path broken = folder.resolve("tests.yaml");
        YAML.writeValue(broken.toFile(), tests);

        Promtool.Answer answer = promtool.run("test", "rules", broken.toString());

        assertThat(answer.ok()).isFalse();
        assertThat(answer.text()).contains("alertname: " + alert);
    }

    private static String withoutThreshold(String expression) {
        String without = expression.replaceAll("(?:==|>=?) [\\d.]+", "> -1e9");
        assertThat(without).isNotEqualTo(expression);
        return without;
    }

    @Test
    void eachHasATestInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
        assertThat(fileNames()).isEqualTo(filesIn(TESTS));
        Set<String> firing = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (RuleFile file : ruleFiles()) {
            for (JsonNode test : YAML.readTree(testsOf(file).toFile()).get("tests")) {
                for (JsonNode expected : test.get("alert_rule_test")) {
                    (expected.path("exp_alerts").isEmpty() ? quiet : firing)
                            .add(expected.get("alertname").asText());
                }
            }
        }

        Set<String> names = new TreeSet<>(alertNames());
        assertThat(firing).isEqualTo(names);
        assertThat(quiet).isEqualTo(names);
    }

    @Test
    void eachSaysHowUrgentItIsAndWhatToDo() throws IOException {
        assertThat(alertNames()).doesNotHaveDuplicates();
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.labels()).containsOnlyKeys("severity");
            assertThat(alert.labels().get("severity")).isIn("critical", "warning");
            assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
            assertThat(alert.annotations().get("runbook_url"))
                    .isEqualTo("deploy/README.md#" + alert.name().toLowerCase());
        });
    }

    @Test
    void kustomizeIsGivenAll() throws IOException {
        List<String> resources = new ArrayList<>();
        YAML.readTree(ALERTS.resolve("kustomization.yaml").toFile())
                .get("resources")
                .forEach(resource -> resources.add(resource.asText()));

        assertThat(resources).containsExactlyInAnyOrderElementsOf(fileNames());
    }

    private static Set<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
