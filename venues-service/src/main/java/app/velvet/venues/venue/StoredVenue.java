package app.velvet.venues.venue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** The row of a venue. */
@RegisterForReflection
record StoredVenue(
        long id,
        long companyId,
        String name,
        String timeZone,
        @JsonUnwrapped VenueDetails details,
        String logo,
        Instant createdAt,
        Instant updatedAt) {}
