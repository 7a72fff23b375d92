package app.velvet.contacts.importing;

import app.velvet.api.time.Timestamps;
import ezvcard.VCard;
import ezvcard.io.scribe.RawPropertyScribe;
import ezvcard.io.text.VCardReader;
import ezvcard.property.Address;
import ezvcard.property.BinaryProperty;
import ezvcard.property.Birthday;
import ezvcard.property.Gender;
import ezvcard.property.TextProperty;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a card says of a contact, as fields of a request that creates one. What is too long is cut; what is no value of its
 * field is left out, as long as it leaves a name, and an email or a phone. Nothing that a card refers to is fetched.
 */
final class CardFields {

    private static final int LONGEST_TEXT = 255;

    /** What iOS writes where the year of birth is not known. */
    private static final String OMITTED_YEAR = "X-APPLE-OMIT-YEAR";

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*[\\r\\n\\t]\\s*");

    private final VCard card;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private CardFields(VCard card) {
        this.card = card;
    }

    /** @throws UnusableCardException if no contact can be made of it */
    static Map<String, String> of(String text) throws UnusableCardException {
        return new CardFields(parse(text)).read();
    }

    private static VCard parse(String text) throws UnusableCardException {
        try (var reader = new VCardReader(text)) {
            // Else it would be parsed, and nobody wants to know what it says.
            reader.registerScribe(new RawPropertyScribe("XML"));
            return Optional.ofNullable(reader.readNext())
                    .orElseThrow(() -> new UnusableCardException("cannot be read"));
        } catch (IOException | RuntimeException e) {
            throw new UnusableCardException("cannot be read");
        }
    }

    private Map<String, String> read() throws UnusableCardException {
        readName();
        readEmailsAndPhones();
        put("title", first(card.getTitles()));
        put(
                "organization",
                card.getOrganization() == null
                        ? null
                        : joined(card.getOrganization().getValues(), ", "));
        put("birthdate", birthdate());
        put("gender", gender());
        put("website", first(card.getUrls()));
        readAddress();
        OnlineAccounts.of(card).forEach(this::put);
        readPhoto();
        return fields;
    }

    private void readName() throws UnusableCardException {
        var name = card.getStructuredName();
        if (name != null) {
            put("first_name", joined(prepended(name.getGiven(), name.getAdditionalNames()), " "));
            put(fields.containsKey("first_name") ? "last_name" : "first_name", name.getFamily());
        }
        if (!fields.containsKey("first_name")) {
            put(
                    "name",
                    card.getFormattedName() == null
                            ? null
                            : card.getFormattedName().getValue());
        }
        if (fields.isEmpty()) {
            throw new UnusableCardException("has no name");
        }
    }

    private void readEmailsAndPhones() throws UnusableCardException {
        var reachable = Reachable.of(card);
        put("email", reachable.email());
        put("business_email", reachable.businessEmail());
        put("phone", reachable.phone());
        put("business_phone", reachable.businessPhone());
        if (!fields.containsKey("email") && !fields.containsKey("phone")) {
            boolean hasNone =
                    card.getEmails().isEmpty() && card.getTelephoneNumbers().isEmpty();
            throw new UnusableCardException(hasNone ? "has neither email nor phone" : "has no valid email or phone");
        }
    }

    private String birthdate() {
        var birthday = card.getBirthday();
        if (birthday == null) {
            return null;
        }
        return date(birthday)
                .filter(date -> !String.valueOf(date.getYear()).equals(birthday.getParameter(OMITTED_YEAR)))
                .map(LocalDate::toString)
                .orElse(null);
    }

    private static Optional<LocalDate> date(Birthday birthday) {
        try {
            if (birthday.getDate() != null) {
                return Timestamps.parseDate(LocalDate.from(birthday.getDate()).toString());
            }
            return birthday.getText() == null ? Optional.empty() : Timestamps.parseDate(birthday.getText());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private String gender() {
        var gender = card.getGender();
        if (gender == null || gender.getGender() == null) {
            return null;
        }
        return switch (gender.getGender()) {
            case Gender.MALE -> "male";
            case Gender.FEMALE -> "female";
            default -> null;
        };
    }

    private void readAddress() {
        var preferred = card.getAddresses().stream()
                .min(Comparator.comparing(Preference::of))
                .orElseGet(Address::new);
        put("address", joined(preferred.getStreetAddresses(), ", "));
        put("city", preferred.getLocality());
        put("region", preferred.getRegion());
        put("zip", preferred.getPostalCode());
        put("country", preferred.getCountry());
    }

    private void readPhoto() {
        card.getPhotos().stream()
                .map(BinaryProperty::getData)
                .filter(photo -> photo != null && photo.length > 0)
                .findFirst()
                .ifPresent(photo -> fields.put(
                        "avatar", "data:image;base64," + Base64.getEncoder().encodeToString(photo)));
    }

    private void put(String field, String value) {
        if (value == null) {
            return;
        }
        var text = withoutControls(value);
        if (!text.isEmpty()) {
            int end = text.offsetByCodePoints(0, Math.min(LONGEST_TEXT, text.codePointCount(0, text.length())));
            fields.put(field, text.substring(0, end));
        }
    }

    /** Of text that stood in several lines, one. Among the others are those that PostgreSQL does not keep. */
    private static String withoutControls(String value) {
        return LINE_BREAKS
                .matcher(value)
                .replaceAll(" ")
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    private static String first(List<? extends TextProperty> properties) {
        return properties.isEmpty() ? null : properties.get(0).getValue();
    }

    private static List<String> prepended(String first, List<String> others) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    private static String joined(List<String> parts, String separator) {
        return String.join(
                separator,
                parts.stream()
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }
}
