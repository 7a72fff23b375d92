package app.velvet.venues.guestlist;

import app.velvet.venues.booking.BookingView;
import app.velvet.venues.booking.EventInfo;
import app.velvet.venues.contact.ContactInfo;
import app.velvet.venues.contact.NoteView;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A guestlist as it is published, and as one reader sees it.
 *
 * @param eventDate of the event, at its venue
 * @param userId whose it is
 * @param approved by somebody who manages guestlists there
 * @param typeForMalesName null if there is no such type any more
 * @param tally as apps have it; nothing here depends on it
 * @param qualification what the event's venue thinks of the contact
 * @param notes the newest ones, in id order
 * @param guestlistTemplateId of the event
 */
record GuestlistView(
        long id,
        long contactId,
        ContactInfo contactInfo,
        String contactName,
        long eventId,
        EventInfo eventInfo,
        LocalDate eventDate,
        String eventName,
        long venueId,
        long userId,
        boolean approved,
        int countMales,
        int countFemales,
        Integer actualCountMales,
        Integer actualCountFemales,
        Long typeForMalesId,
        Long typeForFemalesId,
        String typeForMalesName,
        String typeForFemalesName,
        GuestlistStatus status,
        GuestlistStatus lastStatus,
        GuestlistState state,
        boolean tally,
        String qualification,
        String note,
        List<NoteView> notes,
        Long guestlistTemplateId,
        Instant createdAt,
        Instant updatedAt)
        implements BookingView<GuestlistView> {

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    GuestlistStage stage() {
        return status.stage();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    GuestlistStage lastStage() {
        return lastStatus == null ? null : lastStatus.stage();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String statusName() {
        return status.readable();
    }

    @Override
    public GuestlistView with(ContactInfo newInfo, String newQualification, List<NoteView> newNotes) {
        return new GuestlistView(
                id,
                contactId,
                newInfo,
                newInfo.name(),
                eventId,
                eventInfo,
                eventDate,
                eventName,
                venueId,
                userId,
                approved,
                countMales,
                countFemales,
                actualCountMales,
                actualCountFemales,
                typeForMalesId,
                typeForFemalesId,
                typeForMalesName,
                typeForFemalesName,
                status,
                lastStatus,
                state,
                tally,
                newQualification,
                note,
                newNotes,
                guestlistTemplateId,
                createdAt,
                updatedAt);
    }
}
