package app.velvet.venues.event;

import app.velvet.venues.floorplan.SectionView;
import app.velvet.venues.floorplan.TableView;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import java.time.LocalDate;
import java.util.List;

/** An event as lists answer it that name by id what hangs on it. */
record LiteEventView(
        long id,
        long venueId,
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
        List<Long> sectionIds,
        List<Long> tableIds,
        List<ArtistView> artists,
        List<Long> guestlistTypeIds) {

    static LiteEventView of(WholeEvent event, List<ArtistView> artists, Poster poster) {
        var details = event.details();
        return new LiteEventView(
                event.id(),
                event.venueId(),
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
                event.sections().stream().map(SectionView::id).toList(),
                event.tables().stream().map(TableView::id).toList(),
                artists,
                event.guestlistTypes().stream().map(GuestlistTypeView::id).toList());
    }
}
