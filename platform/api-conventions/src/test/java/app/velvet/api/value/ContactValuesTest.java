package app.velvet.api.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactValuesTest {

    @ParameterizedTest
    @CsvSource({
        "1234567890, (123)456-7890",
        "123-456-7890, (123)456-7890",
        "(123)456-7890, (123)456-7890",
        "(123) 456 7890, (123)456-7890",
        "123.456.7890, (123)456-7890",
        "11234567890, (123)456-7890",
        "+1 123 456 7890, (123)456-7890",
        "1-123-456-7890, (123)456-7890",
        "+44 20 7946 0958, +442079460958",
        "44 20 7946 0958, 442079460958",
        "+47 22 12 34 56, +4722123456",
        "21234567890, 21234567890",
        "123-4567, 1234567",
        "+123456789012345, +123456789012345",
    })
    void phonesHaveOneSpelling(String typed, String stored) {
        assertEquals(Optional.of(stored), PhoneNumbers.normalise(typed));
        assertEquals(Optional.of(stored), PhoneNumbers.normalise(stored));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "1234567890123456", "call me", "+", "١٢٣٤٥٦٧"})
    void whatHasNotSevenToFifteenDigitsIsNoPhone(String typed) {
        assertEquals(Optional.empty(), PhoneNumbers.normalise(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a@b.example", "First.Last+tag@sub.domain.example", "o'neil@x.example", "ü@münchen.example"})
    void emails(String typed) {
        assertEquals(Optional.of(typed), EmailAddresses.normalise(" " + typed + " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b.example",
                "a@",
                "a@b",
                "a b@c.example",
                "a@b@c.example",
                "a@.example",
                "a@b..example",
                "a@b.example.",
                ".a@b.example",
                "a@-b.example",
                "a\n@b.example",
                "<a@b.example>",
            })
    void whatIsNoEmail(String typed) {
        assertEquals(Optional.empty(), EmailAddresses.normalise(typed));
    }
}
