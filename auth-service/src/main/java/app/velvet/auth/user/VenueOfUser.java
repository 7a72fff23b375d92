package app.velvet.auth.user;

/**
 * A venue where a user works.
 *
 * @param home 1 for his home venue, else 0
 * @param selected whether he has not filtered it out
 */
public record VenueOfUser(long id, String name, int home, boolean selected) {}
