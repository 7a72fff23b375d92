package app.velvet.venues.hold;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;

/** A hold as it is published. */
@RegisterForReflection
record TableHoldView(
        long id,
        long eventId,
        String eventName,
        LocalDate eventDate,
        long venueId,
        long tableId,
        String tableName,
        long sectionId,
        String sectionName,
        long userId,
        Instant createdAt) {}
