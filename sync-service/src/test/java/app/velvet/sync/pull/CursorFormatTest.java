package app.velvet.sync.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.velvet.sync.feed.FeedClass;
import app.velvet.sync.pull.Element.Position;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorFormatTest {

    private static final Instant TIME = Instant.parse("2040-01-01T00:00:00.000001Z");
    private static final UUID EPOCH = UUID.fromString("7f0c9a44-3f6e-4e52-9c0e-0d7d4b7a3c11");
    private static final Position POSITION = new Position(TIME.plusNanos(1_000), "Contact", 34_659);

    private static final String FIRST_FORM =
            "AX8MmkQ_bk5SnA4NfUt6PBEAB9kQSLygAQAH2RBIvKACAAdDb250YWN0AAAAAAAAh2MBAAAAB9kQSLygAdOGRockAT-N";

    @Test
    void itIsReadAsItWasWritten() {
        var allTheSame = allAt(TIME);
        var oneLater = allAt(TIME);
        oneLater.put(FeedClass.TAG, TIME.plusSeconds(5));
        for (var startDates : List.of(allTheSame, oneLater, Map.of(FeedClass.EVENT, TIME))) {
            var cursor = new Cursor(EPOCH, TIME, POSITION, startDates);

            assertEquals(Optional.of(cursor), CursorFormat.read(CursorFormat.write(cursor, 7), 7));
        }
    }

    @Test
    void itsFirstFormStaysReadable() {
        assertEquals(Optional.of(new Cursor(EPOCH, TIME, POSITION, allAt(TIME))), CursorFormat.read(FIRST_FORM, 7));
    }

    @Test
    void noPartOfItsBytesCanBeChanged() {
        var text = CursorFormat.write(new Cursor(EPOCH, TIME, POSITION, allAt(TIME)), 7);
        for (var i = 0; i < text.length(); i++) {
            var altered = new StringBuilder(text);
            altered.setCharAt(i, text.charAt(i) == 'A' ? 'B' : 'A');

            assertEquals(Optional.empty(), CursorFormat.read(altered.toString(), 7), "at " + i);
        }
        assertTrue(CursorFormat.read(text, 8).isEmpty());
    }

    private static Map<FeedClass, Instant> allAt(Instant time) {
        var startDates = new EnumMap<FeedClass, Instant>(FeedClass.class);
        Arrays.stream(FeedClass.values()).forEach(feedClass -> startDates.put(feedClass, time));
        return startDates;
    }
}
