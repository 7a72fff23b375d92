package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What only those may know who may view a contact in full.
 *
 * @param email as typed; unique within the company without regard to case
 * @param phone in its stored spelling, unique within the company; as {@code businessPhone}, which is not
 */
@Embeddable
record PrivateDetails(
        String email, String phone, String address, String zip, String businessPhone, String businessEmail) {

    /** All null: what others see. */
    static final PrivateDetails NONE = new PrivateDetails(null, null, null, null, null, null);

    static UnaryOperator<PrivateDetails> patch(Fields fields) {
        var email = fields.patch("email", Fields::email);
        var phone = fields.patch("phone", Fields::phone);
        var address = ContactFields.text(fields, "address");
        var zip = ContactFields.text(fields, "zip");
        var businessPhone = fields.patch("business_phone", Fields::phone);
        var businessEmail = fields.patch("business_email", Fields::email);
        return current -> new PrivateDetails(
                email.over(current.email),
                phone.over(current.phone),
                address.over(current.address),
                zip.over(current.zip),
                businessPhone.over(current.businessPhone),
                businessEmail.over(current.businessEmail));
    }

    /** Whether there is a way to reach the contact that no other contact has. */
    boolean identify() {
        return email != null || phone != null;
    }

    /** What no two contacts of a company have in common: the email, in one case, and the phone. */
    Set<String> identities() {
        var identities = new HashSet<String>();
        if (email != null) {
            identities.add(inOneCase(email));
        }
        if (phone != null) {
            identities.add(phone);
        }
        return identities;
    }

    /** Whether this is the email, in whatever case; null is none. */
    boolean hasEmail(String other) {
        return email == null || other == null
                ? email == other
                : inOneCase(email).equals(inOneCase(other));
    }

    /** As the database has it: each character by itself, and none by its capital. */
    private static String inOneCase(String email) {
        return email.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
