package app.velvet.testing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the README of the module under test says, beside what there is. */
public final class Readme {

    private static final Pattern NAMES_IN_FIRST_CELL = Pattern.compile("(?m)^\\| (`[a-z_`, ]+) \\|");
    private static final Pattern CREATED_TABLE = Pattern.compile("create table (\\w+)");
    private static final Pattern DROPPED_TABLE = Pattern.compile("drop table (\\w+)");
    private static final Pattern SETTING = Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\| (?:`([^`]*)`|([a-z]*)) *\\|");

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    public static Readme ofModule() {
        return new Readme(read(Path.of("README.md")));
    }

    /** Returns the tables that a section names in the first column of its own. */
    public Set<String> tables(String section) {
        return NAMES_IN_FIRST_CELL
                .matcher(section(section))
                .results()
                .flatMap(cell -> Pattern.compile("\\w+").matcher(cell.group(1)).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the tables that the module's migrations create and do not drop. */
    public static Set<String> createdTables() {
        Set<String> tables = tablesInMigrations(CREATED_TABLE);
        tables.removeAll(tablesInMigrations(DROPPED_TABLE));
        return tables;
    }

    /** Returns the settings whose default is left empty: who runs the service has to set them. */
    public List<String> settingsToSet() {
        return SETTING.matcher(text)
                .results()
                .filter(setting -> setting.group(2) == null && setting.group(3).isEmpty())
                .map(setting -> setting.group(1))
                .toList();
    }

    /** Returns the settings with these beginnings and their defaults, empty where there is none. */
    public Map<String, String> settings(Class<?>... configs) {
        List<String> beginnings = Arrays.stream(configs).map(Readme::prefix).toList();
        Map<String, String> settings = new TreeMap<>();
        SETTING.matcher(text)
                .results()
                .filter(setting -> beginnings.stream().anyMatch(setting.group(1)::startsWith))
                .forEach(setting -> settings.put(setting.group(1), setting.group(2) == null ? "" : setting.group(2)));
        return settings;
    }

    /** Returns the settings that config mappings declare, as {@link #settings} does. */
    public static Map<String, String> declaredSettings(Class<?>... configs) {
        Map<String, String> settings = new TreeMap<>();
        for (Class<?> config : configs) {
            for (Method setting : config.getDeclaredMethods()) {
                WithDefault otherwise = setting.getAnnotation(WithDefault.class);
                settings.put(
                        prefix(config) + hyphenated(setting.getName()), otherwise == null ? "" : otherwise.value());
            }
        }
        return settings;
    }

    private static Set<String> tablesInMigrations(Pattern statement) {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            return migrations
                    .flatMap(migration -> statement.matcher(read(migration)).results())
                    .map(table -> table.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String prefix(Class<?> config) {
        return config.getAnnotation(ConfigMapping.class).prefix() + ".";
    }

    private static String hyphenated(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private String section(String title) {
        int start = text.indexOf(title) + title.length();
        int end = text.indexOf("\n## ", start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
