package app.velvet.venues.event;

import app.velvet.venues.guestlisttype.GuestlistTemplates;
import app.velvet.venues.guestlisttype.GuestlistTypeView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What guests can be on the guestlists of events as. */
@ApplicationScoped
class GuestlistTypesOfEvents {

    private final EventRepository events;
    private final GuestlistTemplates templates;

    GuestlistTypesOfEvents(EventRepository events, GuestlistTemplates templates) {
        this.events = events;
        this.templates = templates;
    }

    /** In id order. */
    @WithSession
    Uni<List<GuestlistTypeView>> find(EventAccess access, EventCriteria criteria) {
        access.requireReading();
        return events.templateIds(EventSelection.of(access, criteria))
                .chain(ids -> templates.typesOf(access.companyId(), ids));
    }
}
