package app.velvet.events.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import app.velvet.events.consumer.Failures.Prospect;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static Prospect prospect(String sqlState) {
        return Failures.prospect(new IllegalStateException(new SQLException("Of no interest", sqlState)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "08006", "25P02", "25P03", "40001", "40P01", "42P01", "53300", "53100", "55P03", "57014", "57P01",
                "58030", "XX000"
            })
    void troubleOfTheDatabasePasses(String sqlState) {
        assertEquals(Prospect.GOOD, prospect(sqlState));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "22001", "23502", "23514"})
    void valuesThatAreRefusedAreSoForGood(String sqlState) {
        assertEquals(Prospect.NONE, prospect(sqlState));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "23503", "23505", "23P01", "44000", "54000", "P0001"})
    void whatDependsOnOtherRowsIsDoubtful(String sqlState) {
        assertEquals(Prospect.DOUBTFUL, prospect(sqlState));
    }

    @Test
    void brokerOutOfReachPasses() {
        assertEquals(Prospect.GOOD, Failures.prospect(new IllegalStateException(new TimeoutException("Not there"))));
    }

    @Test
    void bugOfTheHandlerDoesNotPass() {
        assertEquals(Prospect.NONE, Failures.prospect(new IllegalStateException("A bug")));
    }
}
