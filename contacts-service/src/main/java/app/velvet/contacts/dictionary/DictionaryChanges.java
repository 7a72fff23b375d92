package app.velvet.contacts.dictionary;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.Set;

/** Dictionaries of companies as they are published: whole, to everybody in the company. Defaults are not. */
final class DictionaryChanges {

    static final String DICTIONARY = "Dictionary";

    private static final Set<Audience> EVERYONE = Set.of(Audience.company());

    private DictionaryChanges() {}

    /** @param actorId null if no user made it */
    static ChangeEvent of(Action action, long companyId, DictionaryView dictionary, Long actorId) {
        return new ChangeEvent(companyId, DICTIONARY, dictionary.id(), action, dictionary, EVERYONE, actorId);
    }
}
