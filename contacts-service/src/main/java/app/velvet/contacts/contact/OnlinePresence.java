package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import java.util.function.UnaryOperator;

/** Where a contact is found online, as typed. */
@Embeddable
record OnlinePresence(String facebook, String twitter, String instagram, String skype, String website) {

    static final OnlinePresence NONE = new OnlinePresence(null, null, null, null, null);

    static UnaryOperator<OnlinePresence> patch(Fields fields) {
        var facebook = ContactFields.text(fields, "facebook");
        var twitter = ContactFields.text(fields, "twitter");
        var instagram = ContactFields.text(fields, "instagram");
        var skype = ContactFields.text(fields, "skype");
        var website = ContactFields.text(fields, "website");
        return current -> new OnlinePresence(
                facebook.over(current.facebook),
                twitter.over(current.twitter),
                instagram.over(current.instagram),
                skype.over(current.skype),
                website.over(current.website));
    }
}
