package app.velvet.sync.pull;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import app.velvet.sync.feed.ShardStatement;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeedStatementsTest extends LastChangesFixture {

    static Stream<ShardStatement> statements() {
        return Stream.of(
                FeedStatements.elements(false, false),
                FeedStatements.elements(false, true),
                FeedStatements.elements(true, false),
                FeedStatements.elements(true, true),
                FeedStatements.COUNT,
                FeedStatements.VISIBLE);
    }

    /** Where the types of the parameters are not known without them, the client prepares a statement each time that it is executed. */
    @ParameterizedTest
    @MethodSource("statements")
    void theDatabaseKnowsTheTypesOfAllParameters(ShardStatement statement) {
        assertDoesNotThrow(() -> feed.update("prepare pull as " + statement.of(0)));
        feed.update("deallocate all");
    }
}
