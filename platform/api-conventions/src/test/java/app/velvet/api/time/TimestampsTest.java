package app.velvet.api.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "2014-03-03T05:29:17Z|2014-03-03T05:29:17Z",
                "2014-03-03T05:29:17|2014-03-03T05:29:17Z",
                "2014-03-03T05:29|2014-03-03T05:29:00Z",
                "2014-03-03T05:29:17.25Z|2014-03-03T05:29:17.250Z",
                "2014-03-03T05:29:17.123456789|2014-03-03T05:29:17.123456789Z",
                "2014-03-03T05:29:17+02:00|2014-03-03T03:29:17Z",
                "2014-03-03T05:29:17+0200|2014-03-03T03:29:17Z",
                "2014-03-03T05:29:17-0530|2014-03-03T10:59:17Z",
                "2014-03-03T05:29:17.5-05:30|2014-03-03T10:59:17.500Z",
                "2014-03-03T16:38:38GMT+00:00|2014-03-03T16:38:38Z",
                "2014-03-03T16:38:38GMT-02:00|2014-03-03T18:38:38Z",
                "2014-03-03 05:29:17 +0000|2014-03-03T05:29:17Z",
                "2014-03-03 05:29:17 -0100|2014-03-03T06:29:17Z",
                "2014-03-03 05:29:17|2014-03-03T05:29:17Z",
                "2014-03-03 05:29:17 UTC|2014-03-03T05:29:17Z",
                "2014-03-03|2014-03-03T00:00:00Z",
                " 2014-03-03 |2014-03-03T00:00:00Z",
                // What the same look like after a + that nobody encoded.
                "2014-03-03T05:29:17 02:00|2014-03-03T03:29:17Z",
                "2014-03-03T05:29:17 0200|2014-03-03T03:29:17Z",
                "2014-03-03T05:29:17.5 0200|2014-03-03T03:29:17.500Z",
                "2014-03-03T16:38:38GMT 00:00|2014-03-03T16:38:38Z",
                "2014-03-03T16:38:38GMT 01:00|2014-03-03T15:38:38Z",
                "2014-03-03 05:29:17  0000|2014-03-03T05:29:17Z",
                "2014-03-03 05:29:17  0100|2014-03-03T04:29:17Z",
            })
    void everyFormOfTheContractIsRead(String text, Instant moment) {
        assertEquals(Optional.of(moment), Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2014",
                "2014-02-30",
                "2014-13-01",
                "14-03-03",
                "2014-03-03T25:00:00Z",
                "2014-03-03T24:00:00Z",
                "2014-03-03T05:29:60Z",
                "2014-03-03T05:29:17+99:00",
                "2014-03-03T05:29:17X",
                "2014-03-03T",
                "03/03/2014",
                "1393824557",
                "2014-03-03T05:29:17Z2014-03-03T05:29:17Z2014-03-03T05:29:17Z2014-03-03T05:29:17Z",
            })
    void everythingElseIsUnreadable(String text) {
        assertEquals(Optional.empty(), Timestamps.parse(text));
    }

    @Test
    void timestampCountsAsItsDate() {
        assertEquals(Optional.of(LocalDate.of(2012, 12, 19)), Timestamps.parseDate("2012-12-19"));
        assertEquals(Optional.of(LocalDate.of(2012, 12, 19)), Timestamps.parseDate("2012-12-19T23:30:00-05:00"));
    }

    @Test
    void answersHaveWholeSecondsOfUtc() {
        assertEquals("2012-12-19T15:14:49Z", Timestamps.format(Instant.parse("2012-12-19T15:14:49.999999Z")));
        assertEquals("2012-12-19T15:14:00Z", Timestamps.format(Instant.parse("2012-12-19T15:14:00Z")));
        assertNull(Timestamps.format(null));
    }

    @Property(tries = 2_000)
    void noTextBreaksTheReader(@ForAll @StringLength(max = 80) String text) {
        Timestamps.parse(text);
        Timestamps.parse("2014-03-03T" + text);
        Timestamps.parse("2014-03-03T05:29:17" + text);
    }

    @Property(tries = 500)
    void whatIsWrittenIsReadBack(@ForAll("moments") Instant moment) {
        assertEquals(Optional.of(moment), Timestamps.parse(Timestamps.format(moment)));
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }
}
