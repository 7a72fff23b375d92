package app.velvet.venues.share;

import java.time.Instant;

/** A share as it is published. */
record EventShareView(long id, long eventId, long userId, String socialNetworkName, Instant createdAt) {}
