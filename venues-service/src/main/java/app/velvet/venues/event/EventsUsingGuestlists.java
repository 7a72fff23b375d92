package app.velvet.venues.event;

import app.velvet.venues.guestlisttype.UsingGuestlists;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Events tell the types of the guestlist template that they use. */
@ApplicationScoped
class EventsUsingGuestlists implements UsingGuestlists {

    private final EventRepository events;
    private final EventAnnouncements announcements;

    EventsUsingGuestlists(EventRepository events, EventAnnouncements announcements) {
        this.events = events;
        this.announcements = announcements;
    }

    @Override
    public Uni<Boolean> uses(long companyId, long templateId) {
        return events.anyWithTemplate(companyId, templateId);
    }

    @Override
    public Uni<Void> follow(long companyId, long templateId) {
        return announcements.movedWithTemplate(companyId, templateId);
    }
}
