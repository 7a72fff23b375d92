package app.velvet.api.setting;

import java.time.Duration;

/** Refuses settings that are out of their bounds, which stops the start with one clear line. */
public final class Bounds {

    private Bounds() {}

    /**
     * @param name all of it, as an operator writes it
     * @param most is still allowed, as {@code least} is
     * @throws IllegalArgumentException if the value is not between them
     */
    public static void requireBetween(String name, Duration value, Duration least, Duration most) {
        require(name, value, least, most);
    }

    /** The same for a number. */
    public static void requireBetween(String name, long value, long least, long most) {
        require(name, value, least, most);
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is not between " + least + " and " + most);
        }
    }
}
