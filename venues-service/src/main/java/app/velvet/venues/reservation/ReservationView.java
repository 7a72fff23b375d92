package app.velvet.venues.reservation;

import app.velvet.venues.booking.BookingView;
import app.velvet.venues.booking.EventInfo;
import app.velvet.venues.contact.ContactInfo;
import app.velvet.venues.contact.NoteView;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A reservation as it is published, and as one reader sees it.
 *
 * @param date of the event, at its venue
 * @param templateMinimum what the section asks for
 * @param qualification what the event's venue thinks of the contact
 * @param notes the newest ones, in id order
 */
record ReservationView(
        long id,
        long contactId,
        ContactInfo contactInfo,
        long eventId,
        EventInfo eventInfo,
        LocalDate date,
        Long hostId,
        Long originatorId,
        Long referableId,
        ReferableType referableType,
        Long waitressId,
        Long reservationSectionId,
        List<TableInfo> requestedTables,
        List<TableInfo> assignedTables,
        List<Long> requestedTableIds,
        List<Long> assignedTableIds,
        Double minimum,
        Double templateMinimum,
        int countMales,
        int countFemales,
        Integer actualCountMales,
        Integer actualCountFemales,
        ReservationStatus status,
        ReservationStatus lastStatus,
        String qualification,
        String comp,
        Double actualComp,
        Double actualSpent,
        Double prePaid,
        String checkNumber,
        String number,
        List<String> contactDegree,
        Integer bottles,
        boolean closeout,
        String note,
        List<NoteView> notes,
        List<Long> taskIds,
        Instant createdAt,
        Instant updatedAt)
        implements BookingView<ReservationView> {

    record TableInfo(long id, String name, long reservationSectionId) {}

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    int partySize() {
        return countMales + countFemales;
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    ReservationStage stage() {
        return status.stage();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    ReservationStage lastStage() {
        return lastStatus == null ? null : lastStatus.stage();
    }

    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String statusName() {
        return status.readable();
    }

    @Override
    public ReservationView with(ContactInfo info, String newQualification, List<NoteView> newNotes) {
        return new ReservationView(
                id,
                contactId,
                info,
                eventId,
                eventInfo,
                date,
                hostId,
                originatorId,
                referableId,
                referableType,
                waitressId,
                reservationSectionId,
                requestedTables,
                assignedTables,
                requestedTableIds,
                assignedTableIds,
                minimum,
                templateMinimum,
                countMales,
                countFemales,
                actualCountMales,
                actualCountFemales,
                status,
                lastStatus,
                newQualification,
                comp,
                actualComp,
                actualSpent,
                prePaid,
                checkNumber,
                number,
                contactDegree,
                bottles,
                closeout,
                note,
                newNotes,
                taskIds,
                createdAt,
                updatedAt);
    }
}
