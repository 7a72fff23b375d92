package app.velvet.auth.statictext;

import java.time.Instant;

/** A text as its company sees it. */
record StaticTextView(long id, StaticTextType type, String text, Instant updatedAt) {

    static StaticTextView of(StaticText text) {
        return new StaticTextView(text.id(), text.type(), text.text(), text.updatedAt());
    }
}
