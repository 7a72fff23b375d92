package app.velvet.venues.event;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * An event as it is answered alone and published.
 *
 * @param startTime {@code HH:mm} by the clocks of its venue
 * @param finished whether it is over
 */
record EventView(
        @JsonUnwrapped EventSummary summary,
        long companyId,
        Instant createdAt,
        Instant updatedAt,
        String startTime,
        boolean finished,
        String closeoutNotes,
        String eventType,
        String musicType,
        String facebookLink,
        String personalizedLink,
        String promoStatus,
        boolean showOnPublic,
        Long masterId,
        Long menuTemplateId,
        Long reservationMinimumTemplateId,
        Long generalAdmissionTemplateId,
        Long guestlistTemplateId,
        Poster poster) {

    /** @param artists with their avatars */
    static EventView of(WholeEvent event, List<ArtistView> artists, Poster poster, Instant now) {
        var details = event.details();
        return new EventView(
                EventSummary.of(event, artists, poster, now),
                event.companyId(),
                event.createdAt(),
                event.updatedAt(),
                event.times().startTime().toString(),
                event.times().isOver(now),
                details.closeoutNotes(),
                details.eventType(),
                details.musicType(),
                details.facebookLink(),
                details.personalizedLink(),
                details.promoStatus(),
                details.showOnPublic(),
                null,
                null,
                null,
                null,
                event.guestlistTemplateId(),
                poster);
    }
}
