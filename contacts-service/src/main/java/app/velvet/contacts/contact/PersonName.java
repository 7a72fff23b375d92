package app.velvet.contacts.contact;

import app.velvet.api.parameters.Fields;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.persistence.Embeddable;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A contact's name. Either part may be null. */
@Embeddable
record PersonName(String firstName, String lastName) {

    static final PersonName NONE = new PersonName(null, null);

    private static final int LONGEST_PART = 255;
    private static final String BLANK = "can't be blank";

    /** The last word is the last name, the rest the first name; one word is a first name. */
    static PersonName split(String name) {
        var words = name.strip();
        int lastBlank = words.lastIndexOf(' ');
        return lastBlank < 0
                ? new PersonName(words, null)
                : new PersonName(words.substring(0, lastBlank).strip(), words.substring(lastBlank + 1));
    }

    /** Reads {@code first_name} and {@code last_name} or, where a client has neither, {@code name}. */
    static UnaryOperator<PersonName> patch(Fields fields) {
        boolean inParts = fields.has("first_name") || fields.has("last_name") && !fields.isFilled("name");
        var name = fields.patch("name", (given, field) -> inParts ? null : given.requiredText(field, LONGEST_PART));
        if (!inParts && name.isGiven()) {
            return current -> name.over(null) == null ? current : split(name.over(null));
        }
        var firstName = fields.patch("first_name", (given, field) -> given.requiredText(field, LONGEST_PART));
        var lastName = fields.patch("last_name", (given, field) -> given.text(field, LONGEST_PART));
        return current -> new PersonName(firstName.over(current.firstName), lastName.over(current.lastName));
    }

    /** Says that the first name is missing, unless something else is wrong with it already. */
    static void requireFirstName(Fields fields) {
        if (!fields.has("first_name") && !fields.has("name")) {
            fields.reject("first_name", BLANK);
        }
    }

    /** First and last name, joined by a blank; null if there is neither. */
    @JsonProperty(value = "name", access = JsonProperty.Access.READ_ONLY)
    String full() {
        var name = Stream.of(firstName, lastName).filter(Objects::nonNull).collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }
}
