package app.velvet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each statement that operators are told works in the databases that it is for. What it does is taken back where it can be. */
@Order(Integer.MAX_VALUE - 6)
class OperationsGuideTest {

    private static final Pattern STATEMENT =
            Pattern.compile("<!-- database: ([a-z ]+) -->\n```sql\n(.*?);\n```", Pattern.DOTALL);

    private static final Pattern ANY_STATEMENT = Pattern.compile("(?m)^```sql$");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LocalStack stack = RunningStack.shared();

    record Statement(String database, String sql) {}

    static Stream<Statement> statements() throws IOException {
        return STATEMENT
                .matcher(guide())
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split(" "))
                        .map(database -> new Statement(database, block.group(2))));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void works(Statement statement) {
        var database = new StackDatabase(stack, statement.database());
        if (statement.sql().startsWith("call ")) {
            database.execute(statement.sql());
        } else {
            database.hold(statement.sql()).close();
        }
    }

    /**
     * Others need the feed, and begin to follow it at a time without fractions of a second: at that of the rebuild they would be
     * asked to load once more.
     */
    @AfterAll
    static void awaitFeed() {
        var sync = new StackDatabase(RunningStack.shared(), "sync");
        await().atMost(PATIENCE)
                .until(() -> sync.texts("select shard::text from feed_shard"
                                + " where rebuilding or forgotten_until > date_trunc('second', watermark)")
                        .isEmpty());
    }

    @Test
    void allAreTried() throws IOException {
        assertThat(STATEMENT.matcher(guide()).results().count())
                .isPositive()
                .isEqualTo(ANY_STATEMENT.matcher(guide()).results().count());
    }

    private static String guide() throws IOException {
        return Files.readString(LocalStack.repositoryRoot().resolve("deploy/README.md"));
    }
}
