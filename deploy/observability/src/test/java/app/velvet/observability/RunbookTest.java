package app.velvet.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators are told to do about an alert. */
class RunbookTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern HEADING = Pattern.compile("(?m)^### (Velvet\\w+)$");
    private static final Pattern CALL = Pattern.compile("\\b(?:select|call) (\\w+)\\(");
    private static final Pattern TABLE = Pattern.compile("\\bfrom (\\w+)");

    private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql\n(.*?)```");

    private final String runbook;
    private final String statements;
    private final String migrations;

    RunbookTest() throws IOException {
        String readme = Files.readString(ROOT.resolve("deploy/README.md"));
        runbook = readme.substring(readme.indexOf("## What each alert asks for"));
        statements = STATEMENTS
                .matcher(runbook)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        migrations = String.join("\n", migrations());
    }

    private static List<String> migrations() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path folder : resources()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                    texts.add(Files.readString(file));
                }
            }
        }
        return texts;
    }

    private static List<Path> resources() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path parent : List.of(ROOT, ROOT.resolve("platform"))) {
            try (Stream<Path> modules = Files.list(parent)) {
                modules.map(module -> module.resolve("src/main/resources/db"))
                        .filter(Files::isDirectory)
                        .forEach(folders::add);
            }
        }
        return folders;
    }

    @Test
    void eachAlertHasItsPlace() throws IOException {
        List<String> headings = HEADING.matcher(runbook)
                .results()
                .map(heading -> heading.group(1))
                .toList();

        assertThat(headings).containsExactlyInAnyOrderElementsOf(AlertsTest.alertNames());
    }

    @Test
    void whatIsCalledAndReadInDatabasesIsThere() {
        Set<String> called = CALL.matcher(statements)
                .results()
                .map(call -> call.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(called)
                .contains("rebuild_feed", "resume_publishing", "resume_stopped_company")
                .allSatisfy(name -> assertThat(migrations)
                        .containsPattern("create (or replace )?(function|procedure) " + name + "\\("));

        Set<String> tables = TABLE.matcher(statements)
                .results()
                .map(table -> table.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        tables.removeIf(name -> name.startsWith("pg_"));
        assertThat(tables)
                .contains("delivery", "pending_command")
                .allSatisfy(name -> assertThat(migrations).containsPattern("create table " + name + " "));
    }
}
