package app.velvet.contacts.importing;

import static app.velvet.contacts.importing.Vcards.BOUNDS;
import static app.velvet.contacts.importing.Vcards.card;
import static app.velvet.contacts.importing.Vcards.cards;
import static app.velvet.contacts.importing.Vcards.numbered;
import static app.velvet.contacts.importing.Vcards.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CardReaderTest {

    private static final String AGENT = "AGENT:\r\nBEGIN:VCARD\r\nFN:Agent\r\n";

    @Test
    void cardsAreFoundAmongWhateverElseThereIs() {
        var file = "\r\nhello\r\n" + card("FN:One") + "END:VCARD\n\n" + "begin:vcard\nFN:Two\nend:vcard"
                + "\n BEGIN:VCARD\n";

        var found = cards(file);

        assertEquals(List.of("", ""), problems(found));
        assertEquals(card("FN:One").replace("\r\n", "\n"), found.get(0).text());
        assertEquals("BEGIN:VCARD\nFN:Two\nend:vcard\n", found.get(1).text());
    }

    @Test
    void readingCanGoOnBehindAnyCard() {
        var file = numbered(0, 5) + "BEGIN:VCARD\nFN:Open\n" + numbered(5, 7) + "BEGIN:VCARD\nFN:Open, too";
        var bytes = file.getBytes(StandardCharsets.UTF_8);
        var all = cards(file);
        assertEquals(9, all.size());

        for (int i = 0; i < all.size(); i++) {
            int end = (int) all.get(i).end();
            var rest = cards(new CardReader(new ByteArrayInputStream(bytes, end, bytes.length - end), end, BOUNDS));

            assertEquals(problems(all.subList(i + 1, all.size())), problems(rest));
            assertEquals(
                    all.subList(i + 1, all.size()).stream().map(Card::end).toList(),
                    rest.stream().map(Card::end).toList());
        }
    }

    @Test
    void cardThatIsNotClosedEndsWhereTheNextBegins() {
        var found = cards("BEGIN:VCARD\nFN:Open\n" + card("FN:Two") + "BEGIN:VCARD\nFN:Three");

        assertEquals(List.of("is not closed", "", "is not closed"), problems(found));
    }

    @Test
    void cardThatIsTooLargeIsLeftOutAndTheNextIsRead() {
        var tooLong = "NOTE:" + "x".repeat((int) BOUNDS.largestCard());
        var tooMany = "X-A:b\n".repeat(6000);

        var found = cards(card("FN:One", tooLong) + card("FN:Two") + card("FN:Three", tooMany) + card("FN:Four"));

        assertEquals(List.of("is too large", "", "is too large", ""), problems(found));
    }

    @Test
    void photoThatIsTooLargeIsLeftOutAlone() {
        var photo = "item1.PHOTO;ENCODING=b;TYPE=JPEG:" + "A".repeat((int) BOUNDS.largestPhoto());
        var noPhoto = "PHOTO" + ";A".repeat(1000) + ":AAAA";

        var found = cards(card("FN:One", photo, "TEL:1") + card("FN:Two", noPhoto, "TEL:2"));

        assertEquals(List.of("", ""), problems(found));
        found.forEach(card -> assertFalse(card.text().contains("PHOTO"), card.text()));
        found.forEach(card -> assertTrue(card.text().contains("TEL"), card.text()));
    }

    @Test
    void soundsLogosKeysAndAgentsAreLeftOut() {
        var big = "A".repeat((int) BOUNDS.largestCard());
        var found = cards(
                card("FN:One", "LOGO:" + big, "SOUND:" + big, "g.KEY:" + big, AGENT + "TEL:9\r\nEND:VCARD", "TEL:1"));

        assertEquals(List.of(""), problems(found));
        assertEquals(card("FN:One", "TEL:1").replace("\r\n", "\n"), found.get(0).text());
    }

    @Test
    void tenThousandAgentsAreOneCardThatIsNestedTooDeeply() {
        var nested = "BEGIN:VCARD\r\nFN:One\r\n" + AGENT.repeat(10_000) + "END:VCARD\r\n".repeat(10_001);

        assertEquals(List.of("is nested too deeply", ""), problems(cards(nested + card("FN:Two"))));
        assertEquals(List.of(""), problems(cards("BEGIN:VCARD\r\n" + AGENT.repeat(4) + "END:VCARD\r\n".repeat(5))));
    }

    @Test
    void whatIsNoVcardHasNoCards() {
        var garbage = new byte[1 << 20];
        new Random(7).nextBytes(garbage);

        assertEquals(List.of(), cards(new ByteArrayInputStream(garbage)));
        assertEquals(List.of(), cards(""));
        assertEquals(List.of(), cards("<html>BEGIN:VCARD</html>"));
    }

    @Test
    void fiftyThousandCardsAreReadOneAfterTheOther() throws IOException {
        var file = new Generated(50_000);
        var reader = new CardReader(file, 0, BOUNDS);
        int count = 0;
        for (var card = reader.next(); card.isPresent(); card = reader.next()) {
            count++;
            assertTrue(card.get().size() < 2_000, "holds " + card.get().size());
            assertTrue(
                    file.given - card.get().end() <= 64 * 1024,
                    "ahead by " + (file.given - card.get().end()));
        }

        assertEquals(50_000, count);
    }

    @Test
    void twentyMegabytesOfOneLineAreNotHeld() throws IOException {
        var line = new Endless("BEGIN:VCARD\nNOTE:", 20 << 20);
        assertEquals(List.of("is not closed"), problems(cards(line)));

        assertEquals(List.of(), cards(new Endless("", 20 << 20)));
    }

    /** Cards that come into being as they are read. */
    private static final class Generated extends InputStream {

        private final int count;
        private int next;
        private byte[] card = {};
        private int read;
        private long given;

        private Generated(int count) {
            this.count = count;
        }

        @Override
        public int read() {
            if (read == card.length) {
                if (next == count) {
                    return -1;
                }
                card = (numbered(next++) + "X-PAD:" + "x".repeat(1000) + "\n").getBytes(StandardCharsets.UTF_8);
                read = 0;
            }
            given++;
            return card[read++];
        }
    }

    /** A line that never ends. */
    private static final class Endless extends InputStream {

        private final byte[] beginning;
        private final int length;
        private int read;

        private Endless(String beginning, int length) {
            this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
            this.length = length;
        }

        @Override
        public int read() {
            if (read == length) {
                return -1;
            }
            int at = read++;
            return at < beginning.length ? beginning[at] : 'x';
        }
    }
}
