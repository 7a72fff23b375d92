package app.velvet.venues.event;

import app.velvet.venues.floorplan.RoomView;
import app.velvet.venues.floorplan.SectionView;
import app.velvet.venues.floorplan.TableView;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An event as lists answer it.
 *
 * @param endTime {@code HH:mm} by the clocks of its venue
 * @param guestlistSales whether guestlists are open for it
 * @param reservationSales whether tables are sold, as apps have it
 */
record EventSummary(
        long id,
        long venueId,
        String venueName,
        String name,
        LocalDate date,
        String endTime,
        String location,
        String dressCode,
        String age,
        String description,
        String posterUrl,
        String posterSmallUrl,
        String posterMediumUrl,
        String posterListThumbUrl,
        String posterPreviewThumbUrl,
        String posterMobileThumbUrl,
        Long reservationSettingsTemplateId,
        EventState state,
        String ticketsUrl,
        boolean started,
        boolean facebookTokenRequired,
        Double globalFee,
        Double venueFee,
        int expectedGuestlistsCount,
        int totalReservationsCount,
        double totalReservationMinimums,
        boolean guestlistSales,
        boolean reservationSales,
        List<ArtistView> artists,
        Object generalAdmissionTemplate,
        List<SectionView> sections,
        List<TableView> tables,
        List<GuestlistTypeView> guestlistTypes,
        List<RoomView> reservationRooms) {

    /** @param artists as this answer tells of them */
    static EventSummary of(WholeEvent event, List<ArtistView> artists, Poster poster, Instant now) {
        var details = event.details();
        return new EventSummary(
                event.id(),
                event.venueId(),
                event.venueName(),
                event.name(),
                event.times().date(),
                event.times().endTime().toString(),
                details.location(),
                details.dressCode(),
                details.age(),
                details.description(),
                poster.url(),
                poster.small().url(),
                poster.medium().url(),
                poster.listThumb().url(),
                poster.previewThumb().url(),
                poster.mobileThumb().url(),
                null,
                event.state(),
                details.ticketsUrl(),
                event.times().isStarted(now),
                details.facebookTokenRequired(),
                details.globalFee(),
                details.venueFee(),
                event.expectedGuestlistsCount(),
                event.totalReservationsCount(),
                event.totalReservationMinimums(),
                details.guestlistSales(),
                details.reservationSales(),
                artists,
                null,
                event.sections(),
                event.tables(),
                event.guestlistTypes(),
                event.rooms());
    }
}
