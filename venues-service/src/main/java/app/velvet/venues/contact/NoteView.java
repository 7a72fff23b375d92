package app.velvet.venues.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** A note as bookings tell of it: whether its reader may change it, contacts-service knows. */
@RegisterForReflection
public record NoteView(
        long id,
        String text,
        Long taskId,
        long userId,
        Instant createdAt,
        Long guestlistId,
        Long reservationId,
        Long contactId,
        String eventName,
        boolean canBeEdited,
        boolean canBeDeleted,
        Instant updatedAt) {}
