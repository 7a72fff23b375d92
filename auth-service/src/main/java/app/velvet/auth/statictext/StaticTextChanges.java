package app.velvet.auth.statictext;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.Set;

/** Texts as other services learn of them. */
final class StaticTextChanges {

    static final String CLASS_NAME = "StaticText";

    private StaticTextChanges() {}

    static ChangeEvent of(Action action, StaticText text, Long actorId) {
        return of(text.companyId(), action, StaticTextView.of(text), actorId);
    }

    static ChangeEvent of(long companyId, Action action, StaticTextView text, Long actorId) {
        return new ChangeEvent(companyId, CLASS_NAME, text.id(), action, text, Set.of(Audience.company()), actorId);
    }
}
