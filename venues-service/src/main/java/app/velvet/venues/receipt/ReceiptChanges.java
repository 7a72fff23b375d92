package app.velvet.venues.receipt;

import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.venues.venue.VenueDirectory;

/** Thermal receipts as they are published, to their venue. */
final class ReceiptChanges {

    static final String THERMAL_RECEIPT = "ThermalReceipt";

    private ReceiptChanges() {}

    static ChangeEvent of(Action action, ReceiptView receipt, long companyId, Long actorId) {
        return new ChangeEvent(
                companyId,
                THERMAL_RECEIPT,
                receipt.id(),
                action,
                action == Action.DESTROY ? null : receipt,
                VenueDirectory.audience(receipt.venueId()),
                actorId);
    }
}
