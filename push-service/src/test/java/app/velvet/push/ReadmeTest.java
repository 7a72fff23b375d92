package app.velvet.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The README says what is there. */
@QuarkusTest
@WithTestResource(PostgresKafkaAndApple.class)
class ReadmeTest {

    private static final Pattern FIRST_CELL_NAMES = Pattern.compile("(?m)^\\| (`[a-z_`, ]+) \\|");
    private static final Pattern SETTING_WITHOUT_DEFAULT = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| \\|");
    private static final Pattern CREATED_TABLE = Pattern.compile("create table (\\w+)");

    @Test
    void tablesAreThoseOfTheMigrations() throws IOException {
        var section = section("## What it owns");
        var named = FIRST_CELL_NAMES
                .matcher(section)
                .results()
                .flatMap(cell -> Pattern.compile("\\w+").matcher(cell.group(1)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(createdTables(), named);
    }

    @Test
    void settingsWithoutADefaultAreThoseThatTestsHaveToSet() throws IOException {
        var settings = SETTING_WITHOUT_DEFAULT
                .matcher(section("## Its settings"))
                .results()
                .map(cell -> cell.group(1))
                .toList();

        assertFalse(settings.isEmpty());
        settings.forEach(setting -> assertTrue(
                ConfigProvider.getConfig()
                        .getOptionalValue(setting, String.class)
                        .isPresent(),
                setting));
    }

    private static String section(String title) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf(title) + title.length();
        int end = readme.indexOf("\n## ", start);
        return readme.substring(start, end < 0 ? readme.length() : end);
    }

    private static Set<String> createdTables() throws IOException {
        var tables = new TreeSet<String>();
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var file : files.toList()) {
                CREATED_TABLE.matcher(Files.readString(file)).results().forEach(table -> tables.add(table.group(1)));
            }
        }
        return tables;
    }
}
