package app.velvet.contacts.importing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Finds the cards in a file, one after the other, without holding more of the file than one card within its bounds. What
 * makes a card larger than it must be does not get any further: cards in it ({@code AGENT}), and whatever is binary but its
 * photo. Text between cards is nothing.
 */
final class CardReader {

    /**
     * @param largestCard in bytes, without its photo
     * @param largestPhoto in bytes, as it stands in the file
     */
    record Bounds(long largestCard, long largestPhoto) {

        private static final long KIBIBYTE = 1024;

        static Bounds of(ImportSettings settings) {
            return new Bounds(settings.largestCardKib() * KIBIBYTE, settings.largestPhotoKib() * KIBIBYTE);
        }
    }

    private static final int BUFFER = 64 * 1024;

    private final InputStream file;
    private final Bounds bounds;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int read;
    private long position;
    private boolean wasBegun;
    private boolean hasEndedWithReturn;

    /**
     * @param file from where a card was found to end
     * @param position where that is in the whole file
     */
    CardReader(InputStream file, long position, Bounds bounds) {
        this.file = file;
        this.position = position;
        this.bounds = bounds;
    }

    /** The next card; empty at the end of the file. */
    Optional<Card> next() throws IOException {
        if (!wasBegun && !skipToCard()) {
            return Optional.empty();
        }
        wasBegun = false;
        return Optional.of(card());
    }

    private boolean skipToCard() throws IOException {
        var line = new Line();
        while (readInto(line, null)) {
            if (line.begins()) {
                return true;
            }
        }
        return false;
    }

    private Card card() throws IOException {
        var card = new OpenCard(bounds);
        var line = new Line();
        long beginOfLine = position;
        boolean awaitsAgent = false;
        while (readInto(line, card)) {
            if (line.begins()) {
                if (!awaitsAgent) {
                    wasBegun = true;
                    return Card.failed("is not closed", beginOfLine);
                }
                card.beginAgent();
            } else if (line.ends() && card.end()) {
                return card.closed(position);
            }
            awaitsAgent = card.awaitsAgent();
            beginOfLine = position;
        }
        return Card.failed("is not closed", position);
    }

    /** Whether there was another line. */
    private boolean readInto(Line line, OpenCard card) throws IOException {
        line.clear();
        int next = nextByte();
        if (next == '\n' && hasEndedWithReturn) {
            next = nextByte();
        }
        if (next < 0) {
            return false;
        }
        if (card != null) {
            card.beginLine(next);
        }
        while (next >= 0 && next != '\n' && next != '\r') {
            line.add(next);
            if (card != null) {
                card.add(next);
            }
            next = nextByte();
        }
        hasEndedWithReturn = next == '\r';
        if (card != null) {
            card.add('\n');
        }
        return true;
    }

    private int nextByte() throws IOException {
        if (read == filled) {
            filled = Math.max(0, file.read(buffer));
            read = 0;
            if (filled == 0) {
                return -1;
            }
        }
        position++;
        return buffer[read++] & 0xff;
    }
}
