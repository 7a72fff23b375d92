package app.velvet.venues.receipt;

import java.util.List;

/**
 * A thermal receipt as it is answered and published.
 *
 * @param fields the keys of what is printed, in this order
 */
record ReceiptView(long id, long venueId, List<String> fields, List<String> additionalTexts) {

    static ReceiptView of(ThermalReceipt receipt) {
        return new ReceiptView(receipt.id(), receipt.venueId(), receipt.fields(), receipt.additionalTexts());
    }
}
