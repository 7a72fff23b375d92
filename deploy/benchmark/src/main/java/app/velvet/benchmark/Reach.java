package app.velvet.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How far the permissions of a reader reach, which is how many keys of the feed he reads per class. */
enum Reach {
    ONE_KEY("one key", 0, 4),
    TWO_KEYS("two keys", 2, 3),
    TEN_KEYS("ten keys", 10, 3);

    private final String keys;
    private final int venues;
    private final int staff;

    /**
     * @param venues of his company; 0 for the whole of it
     * @param staff how many in each company are so
     */
    Reach(String keys, int venues, int staff) {
        this.keys = keys;
        this.venues = venues;
        this.staff = staff;
    }

    /** How many keys, in words. */
    String keys() {
        return keys;
    }

    /** Whether he sees what belongs to this venue of his company. */
    boolean covers(int venue) {
        return venues == 0 || venue < venues;
    }

    /** One for each member of the staff of a company. */
    static List<Reach> ofStaff() {
        return List.of(values()).stream()
                .flatMap(reach -> IntStream.range(0, reach.staff).mapToObj(any -> reach))
                .toList();
    }

    /** What auth-service would publish of him, as JSON. */
    String permissions(int companyPlace) {
        var scope = venues == 0
                ? "[{}]"
                : IntStream.range(0, venues)
                        .mapToObj(venue -> Long.toString(FeedData.venueId(companyPlace, venue)))
                        .collect(Collectors.joining(",", "[{\"selected_venues\":[", "]}]"));
        return """
                {"Contact":{"read":%1$s,"view_full":%1$s},"ContactQualification":{"read":%1$s},"Task":{"read":%1$s},\
                "Reservation":{"read":%1$s},"Guestlist":{"read":%1$s},"Event":{"read":%1$s}}""".formatted(scope);
    }
}
