package app.velvet.contacts.importing;

import app.velvet.api.value.EmailAddresses;
import app.velvet.api.value.PhoneNumbers;
import ezvcard.VCard;
import ezvcard.property.Email;
import ezvcard.property.Telephone;
import ezvcard.property.VCardProperty;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The emails and phones of a card that a contact has room for: of each kind the preferred private one and one of work. Of
 * several numbers a mobile one goes first; if all are of work, one of them stands for the private one. Null for none.
 */
record Reachable(String email, String businessEmail, String phone, String businessPhone) {

    private static final List<String> NOT_FOR_TALKING = List.of("fax", "pager");

    private record Address(String value, boolean isOfWork) {}

    static Reachable of(VCard card) {
        var emails = addresses(
                card.getEmails().stream().sorted(Comparator.comparing(Preference::of)),
                Email::getValue,
                EmailAddresses::normalise);
        var phones = addresses(
                card.getTelephoneNumbers().stream()
                        .filter(phone -> NOT_FOR_TALKING.stream().noneMatch(type -> Preference.hasType(phone, type)))
                        .sorted(Comparator.comparing((Telephone phone) -> Preference.of(phone))
                                .thenComparing(phone -> !isMobile(phone))),
                Reachable::number,
                PhoneNumbers::normalise);
        return new Reachable(own(emails), ofWork(emails), own(phones), ofWork(phones));
    }

    private static <P extends VCardProperty> List<Address> addresses(
            Stream<P> properties, Function<P, String> text, Function<String, Optional<String>> normalise) {
        return properties
                .flatMap(property -> Optional.ofNullable(text.apply(property))
                        .flatMap(normalise)
                        .map(value -> new Address(value, Preference.hasType(property, "work")))
                        .stream())
                .toList();
    }

    private static String own(List<Address> addresses) {
        return addresses.stream()
                .min(Comparator.comparing(Address::isOfWork))
                .map(Address::value)
                .orElse(null);
    }

    private static String ofWork(List<Address> addresses) {
        var own = own(addresses);
        return addresses.stream()
                .filter(address -> address.isOfWork() && !address.value().equals(own))
                .findFirst()
                .map(Address::value)
                .orElse(null);
    }

    private static boolean isMobile(Telephone phone) {
        return Preference.hasType(phone, "cell") || Preference.hasType(phone, "iphone");
    }

    private static String number(Telephone phone) {
        return phone.getUri() == null ? phone.getText() : phone.getUri().getNumber();
    }
}
