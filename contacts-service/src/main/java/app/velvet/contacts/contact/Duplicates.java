package app.velvet.contacts.contact;

import app.velvet.api.error.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The other contacts that have what a contact is to have; null where there is none.
 *
 * @param byEmail who has {@code email}
 * @param byPhone who has {@code phone}
 */
record Duplicates(String email, Contact byEmail, String phone, Contact byPhone) {

    /** @param found all that have the email, as the database compares it, or the phone */
    static Duplicates of(String email, String phone, List<Contact> found) {
        Predicate<Contact> hasPhone = contact ->
                phone != null && phone.equals(contact.privateDetails().phone());
        Predicate<Contact> hasEmail =
                contact -> email != null && contact.privateDetails().hasEmail(email);
        return new Duplicates(email, first(found, hasEmail.or(hasPhone.negate())), phone, first(found, hasPhone));
    }

    /** @throws DuplicateContactException if there is one */
    void refuseIfAny() {
        if (byEmail != null || byPhone != null) {
            throw new DuplicateContactException(this);
        }
    }

    /** The refusal to create another contact. */
    RefusedException ofCreating(ContactAccess access) {
        return refusal(messageOnCreate(access), access);
    }

    /** @param ownerNames names of all {@link #ownerIds}, by user id */
    RefusedException ofUpdating(ContactAccess access, Map<Long, String> ownerNames) {
        var parts = new ArrayList<String>();
        if (byEmail != null) {
            parts.add("Email " + email + inUse(byEmail, access, ownerNames));
        }
        if (byPhone != null) {
            parts.add("Phone " + phone + inUse(byPhone, access, ownerNames));
        }
        return refusal("Invalid contact attributes. " + String.join(", ", parts), access);
    }

    /** The users whose names the refusal of an update needs. */
    List<Long> ownerIds() {
        return Stream.of(byEmail, byPhone)
                .filter(Objects::nonNull)
                .flatMap(contact -> contact.owners().stream())
                .map(ContactOwner::userId)
                .distinct()
                .toList();
    }

    private static Contact first(List<Contact> contacts, Predicate<Contact> wanted) {
        return contacts.stream().filter(wanted).findFirst().orElse(null);
    }

    private String messageOnCreate(ContactAccess access) {
        if (byEmail == null) {
            return "Phone " + phone + " is already in use" + byName(byPhone, access) + ".";
        }
        if (byPhone == null) {
            return "Email " + email + " is already in use" + byName(byEmail, access) + ".";
        }
        if (byPhone == byEmail) {
            return "Email " + email + " and phone " + phone + " are already in use" + byName(byEmail, access) + ".";
        }
        return "Email " + email + " is already in use" + byName(byEmail, access) + ". Phone " + phone
                + " is already in use" + byName(byPhone, access) + ".";
    }

    private static String inUse(Contact contact, ContactAccess access, Map<Long, String> ownerNames) {
        var name = byName(contact, access);
        var owners = contact.owners().stream()
                .map(owner -> ownerNames.getOrDefault(owner.userId(), ""))
                .filter(ownerName -> !ownerName.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        var owned = name.isEmpty() || owners.isEmpty()
                ? ""
                : " who is owned by " + owners + " so you can not own this contact";
        return " is already in use" + name + owned;
    }

    private static String byName(Contact contact, ContactAccess access) {
        var name = access.mayRead(contact) ? contact.name().full() : null;
        return name == null ? "" : " by " + name;
    }

    private RefusedException refusal(String message, ContactAccess access) {
        var found = byEmail != null ? byEmail : byPhone;
        var refused = new RefusedException(ContactError.DUPLICATE, message);
        return access.mayRead(found) ? refused.with("contact", access.view(found, false)) : refused;
    }
}
