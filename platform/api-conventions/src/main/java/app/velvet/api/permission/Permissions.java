package app.velvet.api.permission;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What one user may do, read from his {@code permissions_struct}. {@code manage} includes every other action of its
 * subject. Immutable; two are equal if they permit the same.
 */
public final class Permissions {

    /** The action that includes every other one of its subject. */
    public static final String MANAGE = "manage";

    public static final String READ = "read";
    public static final String VIEW_FULL = "view_full";
    public static final String CREATE = "create";
    public static final String UPDATE = "update";
    public static final String CLOSEOUT = "closeout";
    public static final String HAVE = "have";
    public static final String OVERRIDE_MINIMUM = "override_minimum";
    public static final String OVERRIDE_PARTY_SIZE = "override_party_size";
    public static final String MANAGE_AT_THE_ROPE = "manage_at_the_rope";

    public static final Permissions NONE = new Permissions(Map.of());

    private final Map<Subject, Map<String, Scopes>> reach;

    /** @param granted as it is written in the struct, {@code manage} not yet counted in */
    public Permissions(Map<Subject, Map<String, Scopes>> granted) {
        reach = new EnumMap<>(Subject.class);
        granted.forEach((subject, actions) -> {
            var reached = withManage(actions);
            if (!reached.isEmpty()) {
                reach.put(subject, reached);
            }
        });
    }

    private static Map<String, Scopes> withManage(Map<String, Scopes> actions) {
        var managed = actions.getOrDefault(MANAGE, Scopes.NONE);
        var reached = new HashMap<String, Scopes>();
        actions.forEach((action, scopes) -> {
            var both = scopes.plus(managed);
            if (!both.isEmpty()) {
                reached.put(action, both);
            }
        });
        return Map.copyOf(reached);
    }

    /** How far a right of his reaches; {@link Scopes#NONE} if nowhere. */
    public Scopes reach(Right right) {
        var scopes = scopes(right.subject(), right.action());
        return right.takesWholeCompany() && !scopes.company() ? Scopes.NONE : scopes;
    }

    /** How far {@code action} on {@code subject} reaches, {@code manage} counted in; {@link Scopes#NONE} if nowhere. */
    Scopes scopes(Subject subject, String action) {
        var actions = reach.get(subject);
        if (actions == null) {
            return Scopes.NONE;
        }
        var scopes = actions.get(action);
        return scopes != null ? scopes : actions.getOrDefault(MANAGE, Scopes.NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permissions that && reach.equals(that.reach);
    }

    @Override
    public int hashCode() {
        return reach.hashCode();
    }

    @Override
    public String toString() {
        return reach.toString();
    }
}
