package app.velvet.api.permission;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How far a permission reaches: the union of the scopes of one action on one subject. Nothing at all means not permitted.
 *
 * @param company the whole company ({@code {}})
 * @param self what the user owns or originated ({@code {"self": true}})
 * @param venueIds what belongs to these venues ({@code {"selected_venues": [ids]}})
 */
public record Scopes(boolean company, boolean self, Set<Long> venueIds) {

    public static final Scopes NONE = new Scopes(false, false, Set.of());
    public static final Scopes COMPANY = new Scopes(true, false, Set.of());

    public Scopes {
        venueIds = Set.copyOf(venueIds);
    }

    public boolean isEmpty() {
        return !company && !self && venueIds.isEmpty();
    }

    /** What either reaches. */
    public Scopes plus(Scopes other) {
        if (other.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        var both = new HashSet<>(venueIds);
        both.addAll(other.venueIds);
        return new Scopes(company || other.company, self || other.self, both);
    }

    /** Whether a user with these scopes reaches something with this audience. */
    public boolean reach(Collection<Audience> audience, long userId) {
        return audience.stream().anyMatch(entry -> reach(entry, userId));
    }

    private boolean reach(Audience entry, long userId) {
        return switch (entry.kind()) {
            case COMPANY -> company;
            case VENUE -> venueIds.contains(entry.id());
            case USER -> self && entry.id() == userId;
        };
    }
}
