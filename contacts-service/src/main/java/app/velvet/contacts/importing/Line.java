package app.velvet.contacts.importing;

import java.util.Locale;

/** The beginning of a line, as much of it as tells whether a card begins or ends there. */
final class Line {

    private static final int LONGEST = 64;

    private final StringBuilder beginning = new StringBuilder(LONGEST);
    private boolean isLonger;

    void clear() {
        beginning.setLength(0);
        isLonger = false;
    }

    void add(int character) {
        if (beginning.length() < LONGEST) {
            beginning.append((char) character);
        } else {
            isLonger = true;
        }
    }

    boolean begins() {
        return is("BEGIN:VCARD");
    }

    boolean ends() {
        return is("END:VCARD");
    }

    private boolean is(String wanted) {
        return !isLonger
                && !beginning.isEmpty()
                && !Character.isWhitespace(beginning.charAt(0))
                && beginning
                        .toString()
                        .replace(" ", "")
                        .strip()
                        .toUpperCase(Locale.ROOT)
                        .equals(wanted);
    }
}
