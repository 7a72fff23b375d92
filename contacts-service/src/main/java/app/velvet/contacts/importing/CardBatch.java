package app.velvet.contacts.importing;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.contacts.contact.ImportedContact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cards that follow each other in a file.
 *
 * @param end where in the file the next one can begin
 */
record CardBatch(List<ReadCard> cards, long end) {

    /** As much as is read at once. The last card may go beyond it. */
    private static final int LARGEST = 4 << 20;

    /**
     * @param contact what is to be created; null if no contact can be made of the card
     * @param problem why not
     */
    record ReadCard(ImportedContact contact, String problem) {

        boolean isUsable() {
            return contact != null;
        }
    }

    /** The next cards, so many at most; none at the end of the file. */
    static CardBatch read(CardReader reader, int most, long position) throws IOException {
        var cards = new ArrayList<ReadCard>();
        long end = position;
        long bytes = 0;
        while (cards.size() < most && bytes < LARGEST) {
            var card = reader.next();
            if (card.isEmpty()) {
                break;
            }
            cards.add(readCard(card.get()));
            bytes += card.get().size();
            end = card.get().end();
        }
        return new CardBatch(cards, end);
    }

    private static ReadCard readCard(Card card) {
        if (card.problem() != null) {
            return new ReadCard(null, card.problem());
        }
        try {
            return new ReadCard(ImportedContact.read(CardFields.of(card.text())), null);
        } catch (UnusableCardException | InvalidFieldsException unusable) {
            return new ReadCard(null, unusable.getMessage());
        }
    }
}
