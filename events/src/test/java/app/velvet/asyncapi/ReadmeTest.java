package app.velvet.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of the page has the topics and classes that the document has. */
class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+\\.[a-z]+)` \\|.*?\\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("`(\\w+)`");

    /** The same on every topic of changes, and told below the table. */
    private static final List<String> EVERYWHERE = List.of("EpochSnapshot", "Tombstone");

    @Test
    void tableHasEveryClass() throws IOException {
        var page = Files.readString(Path.of("README.md"));

        assertThat(ROW.matcher(page).results().collect(Collectors.toMap(row -> row.group(1), ReadmeTest::classes)))
                .isEqualTo(documented());
    }

    private static Set<String> classes(MatchResult row) {
        return CLASS.matcher(row.group(2)).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> documented() {
        return EventDocument.read().messages().stream()
                .filter(message -> !EVERYWHERE.contains(message.name()))
                .collect(Collectors.groupingBy(
                        EventDocument.Message::topic,
                        Collectors.mapping(EventDocument.Message::name, Collectors.toSet())));
    }
}
