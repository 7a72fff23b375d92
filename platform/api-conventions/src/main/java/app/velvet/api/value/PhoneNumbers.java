package app.velvet.api.value;

import java.util.Optional;

/** Phone numbers in the one spelling in which they are stored, compared and returned. */
public final class PhoneNumbers {

    /** The longest number of <a href="https://www.itu.int/rec/T-REC-E.164">E.164</a>. */
    private static final int MOST_DIGITS = 15;

    private static final int FEWEST_DIGITS = 7;
    private static final int NATIONAL_DIGITS = 10;

    private PhoneNumbers() {}

    /**
     * {@code (123)456-7890} for a North American number in any spelling, with or without its country code; the digits of
     * any other, after a {@code +} if it begins with one. Empty if there are not 7 to 15 digits.
     */
    public static Optional<String> normalise(String text) {
        var digits = digits(text);
        boolean international = text.strip().startsWith("+");
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        if (digits.length() == NATIONAL_DIGITS && !international) {
            return Optional.of(national(digits));
        }
        if (digits.length() == NATIONAL_DIGITS + 1 && digits.charAt(0) == '1') {
            return Optional.of(national(digits.substring(1)));
        }
        return Optional.of(international ? "+" + digits : digits);
    }

    /** The digits of {@code text} and nothing else: what a search by phone compares. */
    public static String digits(String text) {
        var digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }

    private static String national(String digits) {
        return "(" + digits.substring(0, 3) + ")" + digits.substring(3, 6) + "-" + digits.substring(6);
    }
}
