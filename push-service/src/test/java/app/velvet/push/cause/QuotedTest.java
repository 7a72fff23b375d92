package app.velvet.push.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class QuotedTest {

    @Test
    void namesStayAsTheyAre() {
        assertEquals("Zoë O'Neill-Ōkubo 👩‍👧 <3", Quoted.of("Zoë O'Neill-Ōkubo 👩‍👧 <3"));
    }

    @Test
    void whatBreaksLinesOrTurnsThemAroundIsABlank() {
        assertEquals("Otis Pay now", Quoted.of("\tOtis\r\n\u2028\u202EPay\u0000\uD800now\u2066 "));
    }

    @Test
    void whatIsTooLongIsShortenedBetweenCharacters() {
        assertEquals("😀".repeat(Quoted.LONGEST), Quoted.of("😀".repeat(Quoted.LONGEST)));
        assertEquals("😀".repeat(Quoted.LONGEST - 1) + "…", Quoted.of("😀".repeat(Quoted.LONGEST + 1)));
    }

    @Test
    void whatSaysNothingIsNull() {
        assertNull(Quoted.of(null));
        assertNull(Quoted.of(" \n\u200E"));
    }

    @Test
    void listHasWhatSaysSomething() {
        assertEquals("Friday Night, 2026-12-18", Quoted.listed(null, "Friday Night", " ", "2026-12-18"));
        assertEquals("", Quoted.listed(null, ""));
    }
}
