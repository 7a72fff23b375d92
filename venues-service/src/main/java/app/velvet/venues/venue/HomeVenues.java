package app.velvet.venues.venue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which of the venues where somebody works is his home venue: exactly one, whatever becomes of the others. */
final class HomeVenues {

    private final List<UserVenue> gaining = new ArrayList<>();
    private final List<UserVenue> losing = new ArrayList<>();

    private HomeVenues() {}

    /**
     * @param userVenues all venues of some users, the oldest first
     * @param venueId the venue that is asked about
     * @param wanted who is to be at home there, or no longer, or says nothing about it
     */
    static HomeVenues of(List<UserVenue> userVenues, long venueId, List<StaffAtVenue> wanted) {
        var wishes = wanted.stream()
                .filter(member -> member.home() != null)
                .collect(toMap(StaffAtVenue::userId, StaffAtVenue::home));
        var homes = new HomeVenues();
        userVenues.stream()
                .collect(groupingBy(UserVenue::userId))
                .forEach((userId, his) -> homes.settle(his, home(his, venueId, wishes.get(userId))));
        return homes;
    }

    /** To be taken and stored before others are given: the database lets nobody have two, not even for a moment. */
    void take() {
        losing.forEach(userVenue -> userVenue.beHome(false));
    }

    void give() {
        gaining.forEach(userVenue -> userVenue.beHome(true));
    }

    private void settle(List<UserVenue> his, UserVenue home) {
        his.stream().filter(userVenue -> userVenue.home() && userVenue != home).forEach(losing::add);
        if (!home.home()) {
            gaining.add(home);
        }
    }

    private static UserVenue home(List<UserVenue> his, long venueId, Boolean wish) {
        var here = his.stream().filter(one -> one.venueId() == venueId).findFirst();
        if (wish == Boolean.TRUE) {
            return here.orElseThrow();
        }
        var now = his.stream().filter(UserVenue::home).findFirst();
        if (wish == Boolean.FALSE && now.equals(here)) {
            return elsewhere(his, venueId).or(() -> here).orElseThrow();
        }
        return now.orElse(his.get(0));
    }

    private static Optional<UserVenue> elsewhere(List<UserVenue> his, long venueId) {
        return his.stream().filter(one -> one.venueId() != venueId).findFirst();
    }
}
