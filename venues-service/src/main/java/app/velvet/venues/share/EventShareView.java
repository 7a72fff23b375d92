package app.velvet.venues.share;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A share as it is published. */
@RegisterForReflection
record EventShareView(long id, long eventId, long userId, String socialNetworkName, Instant createdAt) {}
