package app.velvet.venues.receipt;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import app.velvet.venues.venue.VenueDirectory;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What can be done with thermal receipts. A venue has one: its lock decides who makes it. */
@ApplicationScoped
class ReceiptService {

    private final ReceiptRepository receipts;
    private final ReceiptDictionary dictionary;
    private final VenueDirectory venues;
    private final Outbox outbox;
    private final Idempotency idempotency;

    ReceiptService(
            ReceiptRepository receipts,
            ReceiptDictionary dictionary,
            VenueDirectory venues,
            Outbox outbox,
            Idempotency idempotency) {
        this.receipts = receipts;
        this.dictionary = dictionary;
        this.venues = venues;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    /** The next {@code limit} in id order, of the venues whose setting-up the caller may know. */
    @WithSession
    Uni<List<ReceiptView>> after(long id, int limit, Caller caller) {
        return venues.readableBy(caller)
                .chain(venueIds -> receipts.after(id, limit, caller.companyId(), venueIds))
                .map(found -> found.stream().map(ReceiptView::of).toList());
    }

    @WithSession
    Uni<ReceiptView> get(Caller caller, long id) {
        return requireVisible(caller, id).chain(() -> find(caller, id)).map(ReceiptView::of);
    }

    @WithSession
    Uni<ReceiptView> ofVenue(Caller caller, long venueId) {
        return venues.requireReading(caller, venueId)
                .chain(() -> receipts.ofVenue(caller.companyId(), venueId))
                .map(found -> found.orElseThrow(() -> new RefusedException(ReceiptError.NONE_AT_VENUE, venueId)))
                .map(ReceiptView::of);
    }

    /** Takes the place of the one that the venue has. */
    @WithTransaction
    Uni<ReceiptView> put(Caller caller, ReceiptPatch patch) {
        return idempotency.once(caller, () -> stored(caller, patch), ReceiptView.class);
    }

    @WithTransaction
    Uni<ReceiptView> update(Caller caller, long id, ReceiptPatch patch) {
        return requireVisible(caller, id)
                .invoke(venueId -> requireSameVenue(venueId, patch))
                .chain(venueId -> venues.requireSettingUp(caller, venueId))
                .chain(() -> find(caller, id))
                .chain(receipt -> changed(caller, receipt, patch));
    }

    private Uni<ReceiptView> stored(Caller caller, ReceiptPatch patch) {
        long venueId = patch.venueId().over(null);
        return venues.requireSettingUp(caller, venueId)
                .chain(() -> receipts.ofVenue(caller.companyId(), venueId))
                .chain(found -> found.isPresent()
                        ? changed(caller, found.get(), patch)
                        : added(caller, new ThermalReceipt(caller.companyId(), venueId), patch));
    }

    private Uni<ReceiptView> added(Caller caller, ThermalReceipt receipt, ReceiptPatch patch) {
        return requireOffered(caller, patch)
                .invoke(() -> receipt.apply(patch))
                .chain(() -> receipts.add(receipt))
                .map(ReceiptView::of)
                .call(view -> publish(Action.CREATE, view, caller));
    }

    private Uni<ReceiptView> changed(Caller caller, ThermalReceipt receipt, ReceiptPatch patch) {
        var before = ReceiptView.of(receipt);
        return requireOffered(caller, patch)
                .invoke(() -> receipt.apply(patch))
                .map(done -> ReceiptView.of(receipt))
                .call(after ->
                        after.equals(before) ? Uni.createFrom().voidItem() : publish(Action.UPDATE, after, caller));
    }

    private Uni<Void> requireOffered(Caller caller, ReceiptPatch patch) {
        var wanted = patch.fields().over(List.of());
        return wanted.isEmpty()
                ? Uni.createFrom().voidItem()
                : dictionary
                        .keys(caller.companyId())
                        .invoke(offered -> {
                            if (!offered.containsAll(wanted)) {
                                throw new InvalidFieldsException("fields", "is invalid");
                            }
                        })
                        .replaceWithVoid();
    }

    /** Emits the venue of a receipt that the caller may see. */
    private Uni<Long> requireVisible(Caller caller, long id) {
        return receipts.venueOf(caller.companyId(), id)
                .chain(found -> venues.readableBy(caller)
                        .map(venueIds -> found.filter(venueId ->
                                        venueIds.contains(venueId) || VenueDirectory.maySetUp(caller, venueId))
                                .orElseThrow(() -> notFound(id))));
    }

    private Uni<ThermalReceipt> find(Caller caller, long id) {
        return receipts.find(caller.companyId(), id).map(found -> found.orElseThrow(() -> notFound(id)));
    }

    private static RefusedException notFound(long id) {
        return new RefusedException(ReceiptError.NOT_FOUND, id);
    }

    private static void requireSameVenue(long venueId, ReceiptPatch patch) {
        if (patch.venueId().over(venueId) != venueId) {
            throw new InvalidFieldsException("venue_id", "is invalid");
        }
    }

    private Uni<Void> publish(Action action, ReceiptView receipt, Caller caller) {
        return outbox.append(ReceiptChanges.of(action, receipt, caller.companyId(), caller.userId()));
    }
}
