package app.velvet.contacts.importing;

/** No contact can be made of a card; the message says why, as the end of a sentence that begins with the card. */
final class UnusableCardException extends Exception {

    UnusableCardException(String reason) {
        super(reason, null, false, false);
    }
}
