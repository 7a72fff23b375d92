package app.velvet.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(velvet\\.sync\\.[a-z-]+)` \\| `([^`]+)` \\|.*$", Pattern.MULTILINE);

    @Test
    void theReadmeNamesEverySettingWithItsDefault() throws IOException {
        var declared = Arrays.stream(SyncSettings.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(WithDefault.class))
                .collect(Collectors.toMap(
                        method -> "velvet.sync." + kebab(method.getName()),
                        method -> method.getAnnotation(WithDefault.class).value()));

        assertEquals(new TreeMap<>(declared), documented());
    }

    private static Map<String, String> documented() throws IOException {
        var rows = ROW.matcher(Files.readString(Path.of("README.md")));
        var documented = new TreeMap<String, String>();
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2));
        }
        return documented;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
