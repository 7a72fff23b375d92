package app.velvet.venues.booking;

import static java.util.stream.Collectors.joining;

import app.velvet.api.parameters.WireName;
import java.util.stream.Stream;

/** The names of statuses as people read them. */
public final class ReadableName {

    private ReadableName() {}

    /** {@code All Arrived} of {@code all_arrived}. */
    public static String of(WireName status) {
        return Stream.of(status.wireName().split("_"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(joining(" "));
    }
}
