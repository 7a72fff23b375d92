package app.velvet.contacts.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of cards. The people in them are invented. */
final class Vcards {

    static final CardReader.Bounds BOUNDS = new CardReader.Bounds(10_000, 20_000);

    private Vcards() {}

    /** One of the test resources. */
    static byte[] file(String name) {
        try (var file = Vcards.class.getResourceAsStream("/vcards/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String card(String... properties) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", properties) + "\r\nEND:VCARD\r\n";
    }

    /** A card of somebody who differs from all others by his number. */
    static String numbered(int number) {
        return card("FN:Guest Number" + number, "EMAIL:guest" + number + "@example.com");
    }

    static String numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj(Vcards::numbered).collect(Collectors.joining());
    }

    /** What the cards of a file say. */
    static List<Map<String, String>> read(byte[] file) {
        try {
            var read = new ArrayList<Map<String, String>>();
            for (var card : cards(Utf8Stream.of(new ByteArrayInputStream(file)))) {
                read.add(CardFields.of(card.text()));
            }
            return read;
        } catch (IOException | UnusableCardException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Card> cards(String file) {
        return cards(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Card> cards(InputStream file) {
        return cards(new CardReader(file, 0, BOUNDS));
    }

    static List<Card> cards(CardReader reader) {
        try {
            var cards = new ArrayList<Card>();
            for (var card = reader.next(); card.isPresent(); card = reader.next()) {
                cards.add(card.get());
            }
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> problems(List<Card> cards) {
        return cards.stream()
                .map(card -> card.problem() == null ? "" : card.problem())
                .toList();
    }
}
