package app.velvet.venues.receipt;

import app.velvet.api.error.Refusal;

/** The ways in which a request about thermal receipts can be refused. */
enum ReceiptError implements Refusal {
    /** Load the receipts again: there is none, or it is not for the caller to see. */
    NOT_FOUND(404, "Thermal receipt %d was not found"),
    /** Make one. */
    NONE_AT_VENUE(404, "Thermal receipt of venue %d was not found");

    private final int status;
    private final String message;

    ReceiptError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
