package app.velvet.contacts.importing;

import ezvcard.VCard;
import ezvcard.property.RawProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where else a contact is found, in the ways in which address books say it beside the standard. */
final class OnlineAccounts {

    private static final Set<String> NETWORKS = Set.of("facebook", "twitter", "instagram");

    private OnlineAccounts() {}

    /** By fields of a contact. */
    static Map<String, String> of(VCard card) {
        var accounts = new LinkedHashMap<String, String>();
        for (var profile : card.getExtendedProperties("X-SOCIALPROFILE")) {
            networks(profile).forEach(network -> accounts.putIfAbsent(network, profile.getValue()));
        }
        card.getImpps().stream()
                .filter(impp -> impp.isSkype())
                .forEach(impp -> accounts.putIfAbsent("skype", impp.getHandle()));
        card.getExtendedProperties("X-SKYPE").forEach(skype -> accounts.putIfAbsent("skype", skype.getValue()));
        return accounts;
    }

    private static List<String> networks(RawProperty profile) {
        return profile.getParameters().getTypes().stream()
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(NETWORKS::contains)
                .toList();
    }
}
