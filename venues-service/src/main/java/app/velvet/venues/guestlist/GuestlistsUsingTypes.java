package app.velvet.venues.guestlist;

import app.velvet.venues.derived.DerivedChanges;
import app.velvet.venues.derived.Origin;
import app.velvet.venues.guestlisttype.UsingGuestlists;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Guestlists tell the names of the types that they have. */
@ApplicationScoped
class GuestlistsUsingTypes implements UsingGuestlists {

    private final GuestlistRepository guestlists;
    private final DerivedChanges derived;

    GuestlistsUsingTypes(GuestlistRepository guestlists, DerivedChanges derived) {
        this.guestlists = guestlists;
        this.derived = derived;
    }

    @Override
    public Uni<Boolean> uses(long companyId, long templateId) {
        return guestlists.anyWithTypeOf(companyId, templateId);
    }

    /** In chunks, after the commit: there can be many. */
    @Override
    public Uni<Void> follow(long companyId, long templateId) {
        return derived.request(new Origin(companyId, FollowingGuestlists.TEMPLATE, templateId));
    }
}
