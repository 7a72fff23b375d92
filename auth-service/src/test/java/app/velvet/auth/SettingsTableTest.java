package app.velvet.auth;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.auth.key.KeySettings;
import app.velvet.auth.password.PasswordSettings;
import app.velvet.auth.session.SessionSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

    private static final List<Class<?>> SETTINGS =
            List.of(KeySettings.class, SessionSettings.class, PasswordSettings.class);
    private static final Pattern ROW = Pattern.compile("\\| `(velvet\\.[a-z.-]+)` \\| (?:`(.*)`)? *\\| .+ \\|");

    @Test
    void theReadmesTableIsOfTheSettingsThereAre() throws IOException {
        var described = new TreeMap<String, String>();
        var row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            described.put(row.group(1), row.group(2) == null ? "" : row.group(2));
        }

        assertEquals(new TreeMap<>(existing()), described);
    }

    private static Map<String, String> existing() {
        return SETTINGS.stream()
                .flatMap(settings -> Arrays.stream(settings.getDeclaredMethods())
                        .flatMap(setting -> Stream.of(Map.entry(name(settings, setting), otherwise(setting)))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String name(Class<?> settings, Method setting) {
        return settings.getAnnotation(ConfigMapping.class).prefix()
                + "."
                + setting.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String otherwise(Method setting) {
        var otherwise = setting.getAnnotation(WithDefault.class);
        return otherwise == null ? "" : otherwise.value();
    }
}
