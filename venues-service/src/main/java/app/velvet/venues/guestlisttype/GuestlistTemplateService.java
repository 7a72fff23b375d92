package app.velvet.venues.guestlisttype;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.Caller;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.venue.VenueDirectory;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What can be done with guestlist templates. */
@ApplicationScoped
class GuestlistTemplateService {

    private final TemplateRepository templates;
    private final VenueDirectory venues;
    private final List<UsingGuestlists> users;
    private final Outbox outbox;
    private final Idempotency idempotency;

    GuestlistTemplateService(
            TemplateRepository templates,
            VenueDirectory venues,
            @All List<UsingGuestlists> users,
            Outbox outbox,
            Idempotency idempotency) {
        this.templates = templates;
        this.venues = venues;
        this.users = users;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    /** The next {@code limit} templates in id order. */
    @WithSession
    Uni<List<TemplateView>> after(long id, int limit, Caller caller) {
        return venues.readableBy(caller)
                .chain(venueIds -> templates.after(id, limit, caller.companyId(), venueIds))
                .map(found -> found.stream().map(TemplateView::of).toList());
    }

    @WithTransaction
    Uni<TemplateView> create(Caller caller, TemplatePatch patch) {
        return idempotency.once(caller, () -> created(caller, patch), TemplateView.class);
    }

    @WithTransaction
    Uni<TemplateView> update(Caller caller, long id, TemplatePatch patch) {
        return requireForUpdate(caller, id).chain(template -> updated(caller, template, patch));
    }

    /** Fails with {@link TemplateError#TEMPLATE_IN_USE}. */
    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        return requireForUpdate(caller, id).chain(template -> deleted(caller, template));
    }

    private Uni<TemplateView> created(Caller caller, TemplatePatch patch) {
        var template = new GuestlistTemplate(caller.companyId(), patch.venueId());
        template.rename(patch.name().over(null));
        return venues.requireForUse(caller.companyId(), patch.venueId(), "venue_id")
                .invoke(() -> requireSettingUp(caller, template))
                .chain(() -> templates.add(template))
                .chain(() -> withTypes(caller, template, patch));
    }

    private Uni<TemplateView> updated(Caller caller, GuestlistTemplate template, TemplatePatch patch) {
        template.rename(patch.name().over(template.name()));
        return withTypes(caller, template, patch);
    }

    private Uni<TemplateView> withTypes(Caller caller, GuestlistTemplate template, TemplatePatch patch) {
        var before = views(template);
        if (patch.types().isGiven()) {
            requireIts(template, patch.types().over(List.of()));
            template.replaceTypes(patch.types().over(List.of()));
        }
        return templates
                .store(template)
                .chain(() -> {
                    var changes = TypeChanges.between(before, views(template), template, caller.userId());
                    return changes.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : follow(template).chain(() -> outbox.append(changes));
                })
                .map(done -> TemplateView.of(template));
    }

    private Uni<Void> deleted(Caller caller, GuestlistTemplate template) {
        return isUsed(template)
                .invoke(used -> {
                    if (used) {
                        throw new RefusedException(TemplateError.TEMPLATE_IN_USE);
                    }
                })
                .chain(() -> templates.remove(template))
                .chain(() -> outbox.append(TypeChanges.between(views(template), List.of(), template, caller.userId())));
    }

    private Uni<Void> follow(GuestlistTemplate template) {
        return Multi.createFrom()
                .iterable(users)
                .call(one -> one.follow(template.companyId(), template.id()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Boolean> isUsed(GuestlistTemplate template) {
        return Multi.createFrom()
                .iterable(users)
                .onItem()
                .transformToUniAndConcatenate(one -> one.uses(template.companyId(), template.id()))
                .collect()
                .with(Collectors.reducing(false, Boolean::logicalOr));
    }

    private Uni<GuestlistTemplate> requireForUpdate(Caller caller, long id) {
        return templates
                .find(caller.companyId(), id, LockModeType.PESSIMISTIC_WRITE)
                .map(found -> found.orElseThrow(() -> new RefusedException(TemplateError.TEMPLATE_NOT_FOUND, id)))
                .invoke(template -> requireSettingUp(caller, template));
    }

    private static void requireSettingUp(Caller caller, GuestlistTemplate template) {
        if (!VenueDirectory.maySetUp(caller, template.venueId())) {
            throw new RefusedException(ApiError.NOT_PERMITTED);
        }
    }

    private static void requireIts(GuestlistTemplate template, List<TypeInTemplate> types) {
        if (!types.stream().map(TypeInTemplate::id).filter(Objects::nonNull).allMatch(template::has)) {
            throw new InvalidFieldsException("guestlist_types.id", "is invalid");
        }
    }

    private static List<GuestlistTypeView> views(GuestlistTemplate template) {
        return template.types().stream().map(GuestlistTypeView::of).toList();
    }
}
