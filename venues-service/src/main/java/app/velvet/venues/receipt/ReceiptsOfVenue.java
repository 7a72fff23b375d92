package app.velvet.venues.receipt;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.PartOfVenue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A receipt goes with its venue. */
@ApplicationScoped
class ReceiptsOfVenue implements PartOfVenue {

    private final ReceiptRepository receipts;

    ReceiptsOfVenue(ReceiptRepository receipts) {
        this.receipts = receipts;
    }

    @Override
    public Uni<List<ChangeEvent>> goWith(long companyId, long venueId, long actorId) {
        return receipts.ofVenue(companyId, venueId)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : receipts.remove(found.get())
                                .replaceWith(List.of(ReceiptChanges.of(
                                        Action.DESTROY, ReceiptView.of(found.get()), companyId, actorId))));
    }
}
