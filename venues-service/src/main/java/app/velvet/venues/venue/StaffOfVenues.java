package app.velvet.venues.venue;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.events.ChangeEvent;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes who works at a venue. What is somebody's home venue depends on all the venues where he works, so whoever changes
 * any of that locks all venues of the company first: else of two changes at once neither would know of the other's.
 */
@ApplicationScoped
class StaffOfVenues {

    private final UserVenueRepository userVenues;
    private final StaffMembers staff;

    StaffOfVenues(UserVenueRepository userVenues, StaffMembers staff) {
        this.userVenues = userVenues;
        this.staff = staff;
    }

    /** @param atVenue who works there now */
    record Replaced(List<UserVenueView> atVenue, List<ChangeEvent> changes) {}

    /**
     * To be asked before a transaction, not in it, because the copy of the staff is asked on a connection of its own.
     *
     * @return fails with an {@link InvalidFieldsException} if one is not known in this company, or deactivated, or no person
     */
    Uni<Void> requireWorking(long companyId, List<StaffAtVenue> wanted) {
        var userIds = wanted.stream().map(StaffAtVenue::userId).toList();
        return staff.find(companyId, userIds)
                .invoke(members -> {
                    if (members.stream().filter(StaffOfVenues::works).count() < userIds.size()) {
                        throw new InvalidFieldsException("staff.user_id", "is invalid");
                    }
                })
                .replaceWithVoid();
    }

    /** @param locked all venues of the company */
    Uni<Replaced> replace(Venue venue, List<StaffAtVenue> wanted, List<Venue> locked, long actorId) {
        var names = locked.stream().collect(toMap(Venue::id, Venue::name));
        var userIds = wanted.stream().map(StaffAtVenue::userId).toList();
        return userVenues
                .ofUsersForUpdate(venue.companyId(), userIds, venue.id())
                .chain(now -> replaced(venue, wanted, now, names, actorId));
    }

    private Uni<Replaced> replaced(
            Venue venue, List<StaffAtVenue> wanted, List<UserVenue> now, Map<Long, String> names, long actorId) {
        var before = UserVenueView.byId(now, names);
        var userIds = wanted.stream().map(StaffAtVenue::userId).toList();
        var gone = now.stream()
                .filter(one -> one.venueId() == venue.id() && !userIds.contains(one.userId()))
                .toList();
        var added = added(venue, userIds, now);
        var remaining = new ArrayList<>(now);
        remaining.removeAll(gone);
        remaining.addAll(added);
        var homes = HomeVenues.of(remaining, venue.id(), wanted);
        return userVenues
                .removeAll(venue.companyId(), gone)
                .invoke(homes::take)
                .chain(() -> userVenues.addAll(added))
                .chain(userVenues::write)
                .invoke(homes::give)
                .map(done -> replaced(venue, before, UserVenueView.byId(remaining, names), actorId));
    }

    private static Replaced replaced(
            Venue venue, Map<Long, UserVenueView> before, Map<Long, UserVenueView> after, long actorId) {
        var atVenue = after.values().stream()
                .filter(one -> one.venueId() == venue.id())
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .toList();
        return new Replaced(atVenue, VenueChanges.between(before, after, venue.companyId(), actorId));
    }

    private static List<UserVenue> added(Venue venue, List<Long> userIds, List<UserVenue> now) {
        var known = now.stream()
                .filter(one -> one.venueId() == venue.id())
                .map(UserVenue::userId)
                .toList();
        return userIds.stream()
                .filter(userId -> !known.contains(userId))
                .map(userId -> new UserVenue(venue.companyId(), venue.id(), userId))
                .toList();
    }

    private static boolean works(StaffMember member) {
        return member.active() && !member.service();
    }
}
