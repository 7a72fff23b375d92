package app.velvet.venues.event;

import app.velvet.venues.floorplan.RoomView;
import app.velvet.venues.floorplan.SectionView;
import app.velvet.venues.floorplan.TableView;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * An event with all that hangs on it, as {@link WholeEvents} reads it; lists in id order.
 *
 * @param poster the name of an image, or null
 * @param expectedGuestlistsCount how many guestlists are in the stage win
 * @param totalReservationsCount how many reservations are not lost, and {@code totalReservationMinimums} likewise
 * @param sections with how many of their tables can be had
 */
@RegisterForReflection
record WholeEvent(
        long id,
        long companyId,
        long venueId,
        String venueName,
        String name,
        @JsonUnwrapped EventTimes times,
        EventState state,
        @JsonUnwrapped EventDetails details,
        Long guestlistTemplateId,
        String poster,
        int expectedGuestlistsCount,
        int totalReservationsCount,
        double totalReservationMinimums,
        Instant createdAt,
        Instant updatedAt,
        List<StoredArtist> artists,
        List<RoomView> rooms,
        List<SectionView> sections,
        List<TableView> tables,
        List<GuestlistTypeView> guestlistTypes) {}
