package app.velvet.venues.receipt;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.util.List;

/** What a request says about a thermal receipt; a list replaces the old one. */
record ReceiptPatch(
        FieldPatch<Long> venueId, FieldPatch<List<String>> fields, FieldPatch<List<String>> additionalTexts) {

    private static final int MOST_FIELDS = 500;
    private static final int MOST_TEXTS = 50;
    private static final int LONGEST_TEXT = 255;

    /** Reads an update. */
    static ReceiptPatch read(Fields given) {
        return new ReceiptPatch(
                given.patch("venue_id", Fields::requiredId),
                given.patch("fields", ReceiptPatch::keys),
                given.patch("additional_texts", ReceiptPatch::texts));
    }

    /** Reads a whole receipt: what it does not name is empty. */
    static ReceiptPatch readNew(Fields given) {
        var venueId = given.requiredId("venue_id");
        return new ReceiptPatch(
                FieldPatch.given(venueId),
                FieldPatch.given(keys(given, "fields")),
                FieldPatch.given(texts(given, "additional_texts")));
    }

    private static List<String> keys(Fields given, String name) {
        return bounded(given, name, MOST_FIELDS).stream().distinct().toList();
    }

    private static List<String> texts(Fields given, String name) {
        return bounded(given, name, MOST_TEXTS);
    }

    private static List<String> bounded(Fields given, String name, int most) {
        var texts = given.texts(name, LONGEST_TEXT);
        if (texts == null) {
            return List.of();
        }
        if (texts.size() > most) {
            given.reject(name, "has more than " + most + " entries");
        }
        return texts;
    }
}
