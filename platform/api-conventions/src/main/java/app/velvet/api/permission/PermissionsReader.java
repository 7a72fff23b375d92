package app.velvet.api.permission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads a {@code permissions_struct}: subject → action → list of scopes.
 *
 * <p>It is lenient with what it does not know (another service may be newer) and grants nothing for it: a subject, a scope
 * or a form that is not of the contract counts as absent. Only an entirely empty scope object means the whole company.
 */
public final class PermissionsReader {

    private static final String SELF = "self";
    private static final String SELECTED_VENUES = "selected_venues";
    private static final String HOME_VENUE = "home_venue";

    private PermissionsReader() {}

    /**
     * @param struct may be null or JSON null: nothing is permitted
     * @param homeVenueId the user's home venue, which the obsolete {@code {"home_venue": true}} stands for; null if he has
     *     none
     */
    public static Permissions read(JsonNode struct, Long homeVenueId) {
        if (struct == null || !struct.isObject()) {
            return Permissions.NONE;
        }
        var granted = new HashMap<Subject, Map<String, Scopes>>();
        for (var subject : Subject.values()) {
            var actions = struct.path(subject.wireName());
            if (actions.isObject()) {
                granted.put(subject, actions(actions, homeVenueId));
            }
        }
        return new Permissions(granted);
    }

    private static Map<String, Scopes> actions(JsonNode actions, Long homeVenueId) {
        var granted = new HashMap<String, Scopes>();
        for (var action : actions.properties()) {
            granted.put(action.getKey(), union(action.getValue(), homeVenueId));
        }
        return granted;
    }

    private static Scopes union(JsonNode scopes, Long homeVenueId) {
        var union = Scopes.NONE;
        if (scopes.isArray()) {
            for (var scope : scopes) {
                union = union.plus(scope(scope, homeVenueId));
            }
        }
        return union;
    }

    private static Scopes scope(JsonNode scope, Long homeVenueId) {
        if (!scope.isObject()) {
            return Scopes.NONE;
        }
        if (scope.isEmpty()) {
            return Scopes.COMPANY;
        }
        var venueIds = venueIds(scope.path(SELECTED_VENUES));
        if (isTrue(scope.path(HOME_VENUE)) && homeVenueId != null) {
            venueIds.add(homeVenueId);
        }
        return new Scopes(false, isTrue(scope.path(SELF)), venueIds);
    }

    private static Set<Long> venueIds(JsonNode ids) {
        var venueIds = new HashSet<Long>();
        for (var id : ids) {
            var venueId = id.asLong();
            if (venueId > 0) {
                venueIds.add(venueId);
            }
        }
        return venueIds;
    }

    private static boolean isTrue(JsonNode flag) {
        return flag.asBoolean();
    }
}
