package app.velvet.contacts.goal;

/**
 * Whose progress is asked for: a user's, whose goals are his own and else those of his home venue, or that of all who are at
 * home at a venue.
 *
 * @param userId null for a venue
 * @param venueId of a user his home venue, or null
 */
record Whose(long companyId, Long userId, Long venueId) {}
