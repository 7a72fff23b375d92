package app.velvet.venues.guestlisttype;

import io.smallrye.mutiny.Uni;

/** Whatever guests come to with the guestlist types of a template. */
public interface UsingGuestlists {

    /** Whether anything uses the template. */
    Uni<Boolean> uses(long companyId, long templateId);

    /** In the transaction that changes types of a template: whatever uses it tells of them, now or soon. */
    Uni<Void> follow(long companyId, long templateId);
}
