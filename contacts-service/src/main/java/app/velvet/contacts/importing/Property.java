package app.velvet.contacts.importing;

import java.util.Locale;

/** A property of a card, as far as it has been read: {@code group.NAME;PARAMETER=…:content}. */
final class Property {

    private static final int LONGEST_NAME = 64;

    private final int begin;
    private final StringBuilder beginning = new StringBuilder();
    private String name = "";
    private long bytes;
    private boolean isNameRead;
    private boolean isContentBegun;
    private boolean hasContent;

    /** @param begin where it begins in what is kept of the card */
    Property(int begin) {
        this.begin = begin;
    }

    int begin() {
        return begin;
    }

    void add(int character) {
        bytes++;
        if (!isNameRead) {
            readName(character);
        }
        hasContent |= isContentBegun && character > ' ';
        isContentBegun |= character == ':';
    }

    /** Without its group, in capitals; empty while it is not known. */
    String name() {
        return name;
    }

    boolean isNamed(String wanted) {
        return name.equals(wanted);
    }

    long bytes() {
        return bytes;
    }

    boolean isContentBegun() {
        return isContentBegun;
    }

    boolean hasContent() {
        return hasContent;
    }

    private void readName(int character) {
        isNameRead = character == ':' || character == ';' || beginning.length() == LONGEST_NAME;
        if (isNameRead) {
            var withGroup = beginning.toString().strip().toUpperCase(Locale.ROOT);
            name = withGroup.substring(withGroup.lastIndexOf('.') + 1);
        } else {
            beginning.append((char) character);
        }
    }
}
