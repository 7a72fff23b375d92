package app.velvet.benchmark;

import app.velvet.api.permission.Audience;
import app.velvet.api.permission.KeySpace;
import app.velvet.events.Partitions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What a feed is filled with: the same for every company, so that answers to readers of the same reach are equally long. Each
 * entity belongs to one venue and one member of the staff, so it has three entries: the company's, the venue's and his.
 *
 * @param companies how many there are
 * @param entities of each company; what changed last comes last
 * @param newest when the last of them changed
 */
record FeedData(int companies, int entities, Instant newest) {

    /** Numbers that are all equally long. */
    static final long FIRST_COMPANY = 7_000_001;

    static final int VENUES = 10;
    static final int ENTRIES_PER_ENTITY = 3;

    private static final long FIRST_USER = 8_000_001;
    private static final long FIRST_VENUE = 6_000_001;
    private static final int MOST_STAFF = 10_000;
    private static final int MOST_COMPANIES = 50;
    private static final int ENTRIES_PER_COMPANY = 20_000;
    private static final Duration BETWEEN = Duration.ofNanos(7_000_000);

    /** About so many entries, of as many companies as have something to tell, fifty at most. */
    static FeedData ofEntries(long entries) {
        int companies = (int) Math.max(1, Math.min(MOST_COMPANIES, entries / ENTRIES_PER_COMPANY));
        return of(companies, (int) (entries / companies / ENTRIES_PER_ENTITY));
    }

    static FeedData of(int companies, int entities) {
        return new FeedData(
                companies, entities, Instant.ofEpochSecond(Instant.now().getEpochSecond() - 3_600));
    }

    long entries() {
        return (long) companies * entities * ENTRIES_PER_ENTITY;
    }

    static long companyId(int companyPlace) {
        return FIRST_COMPANY + companyPlace;
    }

    static int shard(int companyPlace) {
        return Partitions.of(companyId(companyPlace));
    }

    static long userId(int companyPlace, int staffPlace) {
        return FIRST_USER + (long) companyPlace * MOST_STAFF + staffPlace;
    }

    static long venueId(int companyPlace, int venue) {
        return FIRST_VENUE + (long) companyPlace * VENUES + venue;
    }

    Instant changedAt(int entity) {
        return newest.minus(BETWEEN.multipliedBy(entities - 1L - entity));
    }

    static int venueOf(int entity) {
        return entity % VENUES;
    }

    static Set<Audience> audience(int companyPlace, int entity) {
        // not in step with the venues
        int owner = entity / VENUES % Reach.ofStaff().size();
        return Set.of(
                Audience.venue(venueId(companyPlace, venueOf(entity))), Audience.user(userId(companyPlace, owner)));
    }

    /** The key of the reader for whom one range holds everything. */
    static String wholeCompany() {
        return KeySpace.CONTACT.key(Audience.company());
    }

    /** Since when exactly so many entities have changed for such a reader. */
    Instant since(Reach reach, int elements) {
        return elements == 0
                ? newest.plusSeconds(1)
                : changedAt((int) LongStream.iterate(entities - 1L, entity -> entity >= 0, entity -> entity - 1)
                        .filter(entity -> reach.covers(venueOf((int) entity)))
                        .skip(elements - 1L)
                        .findFirst()
                        .orElseThrow(() -> new Failure("A feed of " + entries() + " entries is too small")));
    }
}
