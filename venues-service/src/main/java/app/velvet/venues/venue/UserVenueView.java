package app.velvet.venues.venue;

/** That a user works at a venue, as it is answered and published. */
record UserVenueView(long id, long venueId, String venueName, boolean home, long userId, boolean selected) {

    static UserVenueView of(UserVenue userVenue, String venueName) {
        return new UserVenueView(
                userVenue.id(),
                userVenue.venueId(),
                venueName,
                userVenue.home(),
                userVenue.userId(),
                userVenue.selected());
    }
}
