package app.velvet.contacts.importing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** A card that has begun: what is kept of it, as long as it is within its bounds. */
final class OpenCard {

    private static final int MOST_LINES = 5000;
    private static final int DEEPEST = 5;

    /** As much of a photo as may stand before its content: behind that, the parser would take the content for something else. */
    private static final int LONGEST_PHOTO_HEADER = 1024;

    private static final String AGENT = "AGENT";
    private static final Set<String> UNWANTED = Set.of(AGENT, "LOGO", "SOUND", "KEY");
    private static final byte[] BEGIN = "BEGIN:VCARD\n".getBytes(StandardCharsets.US_ASCII);

    private final CardReader.Bounds bounds;
    private byte[] kept = Arrays.copyOf(BEGIN, 1024);
    private int length = BEGIN.length;
    private Property property = new Property(length);
    private boolean isDropped;
    private long textBytes;
    private int lines;
    private int depth = 1;
    private String problem;

    OpenCard(CardReader.Bounds bounds) {
        this.bounds = bounds;
    }

    /** @param first character of a line; a blank goes on with the property of the line before */
    void beginLine(int first) {
        if (++lines > MOST_LINES) {
            fail("is too large");
        }
        if (first > ' ') {
            property = new Property(length);
            isDropped = depth > 1;
        }
    }

    void add(int character) {
        property.add(character);
        if (!isDropped) {
            keep(character);
            bound();
        }
    }

    /** Whether a card that begins now is the agent of this one. */
    boolean awaitsAgent() {
        return property.isNamed(AGENT) && !property.hasContent();
    }

    /** Another card begins in this one. */
    void beginAgent() {
        drop();
        if (++depth > DEEPEST) {
            fail("is nested too deeply");
        }
    }

    /** Whether it was this card that ended, and no other one in it. */
    boolean end() {
        return --depth == 0;
    }

    Card closed(long end) {
        return problem == null ? new Card(Arrays.copyOf(kept, length), null, end) : Card.failed(problem, end);
    }

    private void bound() {
        if (UNWANTED.contains(property.name())) {
            drop();
        } else if (!property.isNamed("PHOTO")) {
            if (++textBytes > bounds.largestCard()) {
                fail("is too large");
            }
        } else if (property.bytes() > bounds.largestPhoto()
                || !property.isContentBegun() && property.bytes() > LONGEST_PHOTO_HEADER) {
            drop();
        }
    }

    private void keep(int character) {
        if (problem == null) {
            if (length == kept.length) {
                kept = Arrays.copyOf(kept, length * 2);
            }
            kept[length++] = (byte) character;
        }
    }

    private void drop() {
        isDropped = true;
        length = property.begin();
    }

    private void fail(String why) {
        if (problem == null) {
            problem = why;
            kept = BEGIN;
        }
    }
}
