package app.velvet.push.cause;

import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What somebody has written elsewhere, as part of a message. */
final class Quoted {

    /** In code points; a phone shows no more of a message in any case. */
    static final int LONGEST = 100;

    /**
     * What breaks lines, controls, or turns the direction of what follows: with it a name could pass itself off as more than
     * a name.
     */
    private static final Pattern UNWANTED = Pattern.compile(
            "[\\s\\p{Cc}\\p{Cs}\\p{Zs}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+");

    private Quoted() {}

    /** On one line and not too long; null if nothing is left of it. */
    static String of(String text) {
        if (text == null) {
            return null;
        }
        var line = UNWANTED.matcher(text).replaceAll(" ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)).stripTrailing() + "…";
    }

    /** Those of these that say something, with commas between them; empty if none does. */
    static String listed(String... texts) {
        return Stream.of(texts).map(Quoted::of).filter(Objects::nonNull).collect(joining(", "));
    }
}
