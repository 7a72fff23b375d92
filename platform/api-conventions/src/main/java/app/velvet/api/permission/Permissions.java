package app.velvet.api.permission;

import java.util.Map;

/**
 * What one user may do, read from his {@code permissions_struct}. {@code manage} includes every other action of its
 * subject. Immutable.
 */
public final class Permissions {

    /** The action that includes every other one of its subject. */
    public static final String MANAGE = "manage";

    public static final String READ = "read";
    public static final String VIEW_FULL = "view_full";

    public static final Permissions NONE = new Permissions(Map.of());

    private final Map<Subject, Map<String, Scopes>> granted;

    public Permissions(Map<Subject, Map<String, Scopes>> granted) {
        this.granted = Map.copyOf(granted);
    }

    /** How far {@code action} on {@code subject} reaches, {@code manage} counted in; {@link Scopes#NONE} if nowhere. */
    public Scopes scopes(Subject subject, String action) {
        throw new UnsupportedOperationException();
    }
}
