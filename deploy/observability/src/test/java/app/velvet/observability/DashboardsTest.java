package app.velvet.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

    private static final Path DASHBOARDS = Path.of("dashboards");

    static List<Dashboard> dashboards() throws IOException {
        return Dashboard.readAll(DASHBOARDS);
    }

    /** As the expressions of recording rules. */
    private static Promtool.Answer check(String name, List<Query> queries) throws Exception {
        Promtool promtool = Promtool.require();
        YAMLMapper yaml = new YAMLMapper();
        ObjectNode file = yaml.createObjectNode();
        ObjectNode group = file.putArray("groups").addObject().put("name", name);
        for (Query query : queries) {
            group.withArray("rules").addObject().put("record", "checked").put("expr", query.text());
        }
        Path folder = Files.createDirectories(Path.of("target", "queries"));
        Path path = folder.resolve(name + ".yaml");
        yaml.writeValue(path.toFile(), file);
        return promtool.run("check", "rules", "--lint=none", path.toString());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void prometheusReadsAllTheirQueries(Dashboard dashboard) throws Exception {
        Promtool.Answer answer = check(dashboard.name(), dashboard.queries());

        assertThat(answer.ok()).as(answer.text()).isTrue();
        assertThat(answer.text()).contains(dashboard.queries().size() + " rules found");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aBrokenQueryIsFound(Dashboard dashboard) throws Exception {
        ObjectNode target = (ObjectNode)
                dashboard.content().get("panels").findValue("targets").get(0);
        target.put("expr", target.get("expr").asText() + " by (job");

        assertThat(check(dashboard.name() + "-broken", dashboard.queries()).ok())
                .isFalse();
    }

    @Test
    void thereAreThese() throws IOException {
        assertThat(dashboards()).extracting(Dashboard::name).containsExactly("feed", "outbox", "push", "traffic");
        assertThat(dashboards()).allSatisfy(dashboard -> {
            assertThat(dashboard.content().get("uid").asText()).isEqualTo("velvet-" + dashboard.name());
            assertThat(dashboard.content().at("/templating/list").findValuesAsText("name"))
                    .containsExactly("datasource", "namespace", "service");
        });
    }

    /** Not those of the one who drew it. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void eachPanelSaysWhatItShowsInWhichUnitAndAsksTheDataSourceThatIsChosen(Dashboard dashboard) {
        Set<Integer> ids = new TreeSet<>();
        for (JsonNode panel : dashboard.content().get("panels")) {
            String title = panel.get("title").asText();
            assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue();
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.get("description").asText()).as(title).isNotEmpty();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(title)
                        .isNotEmpty();
                assertThat(panel.findValuesAsText("uid")).as(title).containsOnly("${datasource}");
                assertThat(panel.get("targets")).as(title).isNotEmpty();
            }
        }
    }

    @Test
    void kustomizeIsGivenAll() throws IOException {
        JsonNode kustomization = new YAMLMapper()
                .readTree(DASHBOARDS.resolve("kustomization.yaml").toFile());

        assertThat(kustomization.findValues("files"))
                .extracting(files -> files.get(0).asText())
                .containsExactlyInAnyOrderElementsOf(dashboards().stream()
                        .map(dashboard -> dashboard.name() + ".json")
                        .collect(Collectors.toList()));
    }
}
