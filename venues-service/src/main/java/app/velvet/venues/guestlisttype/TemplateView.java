package app.velvet.venues.guestlisttype;

import java.util.List;

/** A guestlist template as it is answered. */
record TemplateView(long id, String name, long venueId, List<GuestlistTypeView> guestlistTypes) {

    static TemplateView of(GuestlistTemplate template) {
        return new TemplateView(
                template.id(),
                template.name(),
                template.venueId(),
                template.types().stream().map(GuestlistTypeView::of).toList());
    }
}
