package app.velvet.contacts.importing;

import ezvcard.property.VCardProperty;

/** Which of several addresses or numbers of one kind a card prefers. */
final class Preference {

    private static final int NONE = 101;

    private Preference() {}

    /** The lower, the more: {@code PREF=1} of vCard 4.0, {@code TYPE=pref} of those before it. */
    static int of(VCardProperty property) {
        var parameters = property.getParameters();
        if (parameters.getTypes().stream().anyMatch("pref"::equalsIgnoreCase)) {
            return 1;
        }
        try {
            var preference = parameters.getPref();
            return preference == null ? NONE : preference;
        } catch (IllegalStateException notANumber) {
            return NONE;
        }
    }

    static boolean hasType(VCardProperty property, String type) {
        return property.getParameters().getTypes().stream().anyMatch(type::equalsIgnoreCase);
    }
}
