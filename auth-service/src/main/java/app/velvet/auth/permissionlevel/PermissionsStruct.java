package app.velvet.auth.permissionlevel;

import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.Parameters;
import app.velvet.api.permission.Subject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a permission level permits, as it goes over the wire: subject → action → list of scopes. A scope is a map: empty
 * for the whole company, else one of {@code self}, {@code selected_venues}, {@code home_venue}.
 */
public record PermissionsStruct(@JsonValue Map<String, Map<String, List<Map<String, Object>>>> subjects) {

    /** Of a user without a permission level. */
    public static final PermissionsStruct NOTHING = new PermissionsStruct(Map.of());

    private static final Map<String, Object> WHOLE_COMPANY = Map.of();

    /** Each is a range that every pull of every user reads. */
    private static final int MOST_VENUES = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PermissionsStruct {}

    /** Every action on every subject, in the whole company. */
    static PermissionsStruct everything() {
        var subjects = new LinkedHashMap<String, Map<String, List<Map<String, Object>>>>();
        for (var subject : Subject.values()) {
            var actions = new LinkedHashMap<String, List<Map<String, Object>>>();
            SubjectActions.of(subject).forEach(action -> actions.put(action, List.of(WHOLE_COMPANY)));
            subjects.put(subject.wireName(), actions);
        }
        return new PermissionsStruct(subjects);
    }

    /** What every API key may do. */
    public static PermissionsStruct ofServices() {
        return everything();
    }

    /** @param json as it is stored; null reads as {@link #NOTHING} */
    public static PermissionsStruct parse(String json, ObjectMapper mapper) {
        try {
            return json == null ? NOTHING : mapper.readValue(json, PermissionsStruct.class);
        } catch (JsonProcessingException notStoredByUs) {
            throw new IllegalStateException("A permission level holds no permissions", notStoredByUs);
        }
    }

    /**
     * Stricter than its readers in the services are: an action that does not exist would permit nothing, so whoever sends one
     * has made a mistake and is told. Absent or null reads as {@link #NOTHING}.
     */
    static PermissionsStruct read(Fields fields, String field) {
        var struct = fields.raw(field);
        if (isBlank(struct)) {
            return NOTHING;
        }
        try {
            return new PermissionsStruct(subjects(level(struct, "must be a tree of subjects")));
        } catch (NotPermissions mistake) {
            fields.reject(field, mistake.getMessage());
            return NOTHING;
        }
    }

    private static Map<String, Map<String, List<Map<String, Object>>>> subjects(Parameters given) {
        var subjects = new LinkedHashMap<String, Map<String, List<Map<String, Object>>>>();
        for (var name : given.names()) {
            var subject = SubjectActions.subject(name)
                    .orElseThrow(() -> new NotPermissions("names %s, which is not a subject".formatted(name)));
            subjects.put(name, isBlank(given.get(name)) ? Map.of() : actions(subject, given.get(name)));
        }
        return subjects;
    }

    private static Map<String, List<Map<String, Object>>> actions(Subject subject, Object value) {
        var given = level(value, "must be a tree of actions at " + subject.wireName());
        var actions = new LinkedHashMap<String, List<Map<String, Object>>>();
        for (var action : given.names()) {
            if (!SubjectActions.of(subject).contains(action)) {
                throw new NotPermissions(
                        "names %s, which is not an action on %s".formatted(action, subject.wireName()));
            }
            actions.put(action, scopes(given.get(action), subject.wireName() + " " + action));
        }
        return actions;
    }

    private static List<Map<String, Object>> scopes(Object value, String place) {
        if (value == null) {
            return List.of();
        }
        var scopes = new ArrayList<Map<String, Object>>();
        for (var scope : value instanceof List<?> list ? list : List.of(value)) {
            scopes.add(scope(scope, place));
        }
        return scopes;
    }

    private static Map<String, Object> scope(Object value, String place) {
        var given = level(value, "must be a list of scopes at " + place);
        if (given.isEmpty()) {
            return WHOLE_COMPANY;
        }
        var scope = Fields.read(given, PermissionsStruct::narrowScope);
        if (scope.size() != given.names().size()) {
            throw new NotPermissions("has an unknown scope at " + place);
        }
        return scope;
    }

    private static Map<String, Object> narrowScope(Fields fields) {
        var scope = new LinkedHashMap<String, Object>();
        for (var flag : List.of("self", "home_venue")) {
            if (fields.bool(flag, false)) {
                scope.put(flag, true);
            }
        }
        var venueIds = fields.ids("selected_venues");
        if (venueIds != null && venueIds.size() > MOST_VENUES) {
            throw new NotPermissions("has more than " + MOST_VENUES + " venues in a scope");
        }
        if (venueIds != null) {
            scope.put("selected_venues", venueIds);
        }
        return scope;
    }

    private static Parameters level(Object value, String otherwise) {
        if (value instanceof Parameters level) {
            return level;
        }
        throw new NotPermissions(otherwise);
    }

    private static boolean isBlank(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    private static final class NotPermissions extends RuntimeException {

        NotPermissions(String problem) {
            super(problem, null, false, false);
        }
    }
}
