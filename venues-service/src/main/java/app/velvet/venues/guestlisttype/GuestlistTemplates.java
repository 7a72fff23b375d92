package app.velvet.venues.guestlisttype;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.PartOfVenue;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;

/** Guestlist templates as parts of their venues, and as events use them. */
@ApplicationScoped
public class GuestlistTemplates implements PartOfVenue {

    private final TemplateRepository templates;

    GuestlistTemplates(TemplateRepository templates) {
        this.templates = templates;
    }

    /**
     * To be asked in the transaction that gives a template to an event of a venue: it is not removed or changed before its
     * end.
     *
     * @param id null is no template
     * @return fails with an {@link InvalidFieldsException} if the venue has no such template
     */
    public Uni<Void> requireOfVenue(long companyId, long venueId, Long id) {
        if (id == null) {
            return Uni.createFrom().voidItem();
        }
        return templates
                .find(companyId, id, LockModeType.PESSIMISTIC_READ)
                .invoke(found -> found.filter(template -> template.venueId() == venueId)
                        .orElseThrow(() -> new InvalidFieldsException("guestlist_template_id", "is invalid")))
                .replaceWithVoid();
    }

    /** The types of these templates, in id order. */
    public Uni<List<GuestlistTypeView>> typesOf(long companyId, Collection<Long> templateIds) {
        return templates
                .types(companyId, templateIds)
                .map(types -> types.stream().map(GuestlistTypeView::of).toList());
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long venueId, long actorId) {
        return templates
                .ofVenue(companyId, venueId)
                .call(all -> Multi.createFrom()
                        .iterable(all)
                        .call(templates::remove)
                        .collect()
                        .last())
                .map(all -> all.stream()
                        .flatMap(template -> template.types().stream())
                        .map(type ->
                                TypeChanges.of(Action.DESTROY, GuestlistTypeView.of(type), companyId, venueId, actorId))
                        .toList());
    }
}
