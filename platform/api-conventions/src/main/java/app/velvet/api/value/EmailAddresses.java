package app.velvet.api.value;

import java.util.Locale;
import java.util.Optional;

/**
 * E-mail addresses. An address is taken as typed if it could be one: whether it is one, only a mail to it tells. Two
 * addresses that differ in case alone are the same.
 */
public final class EmailAddresses {

    /** The limits of <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1">RFC 5321</a>. */
    private static final int LONGEST = 254;

    private static final int LONGEST_LOCAL_PART = 64;

    private static final String NEVER_INSIDE = "<>()[]\\,;:\"@";

    private EmailAddresses() {}

    /** The address as typed, without blanks around it. Empty if it cannot be one. */
    public static Optional<String> normalise(String text) {
        var address = text.strip();
        int at = address.lastIndexOf('@');
        boolean plausible = address.length() <= LONGEST
                && at > 0
                && at <= LONGEST_LOCAL_PART
                && isPart(address.substring(0, at))
                && isDomain(address.substring(at + 1));
        return plausible ? Optional.of(address) : Optional.empty();
    }

    /** The form in which addresses are compared. */
    public static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static boolean isDomain(String text) {
        return isPart(text) && !text.startsWith("-") && !text.endsWith("-") && text.indexOf('.') > 0;
    }

    private static boolean isPart(String text) {
        return !text.isEmpty()
                && !text.startsWith(".")
                && !text.endsWith(".")
                && !text.contains("..")
                && text.chars().allMatch(c -> c > ' ' && c != 0x7f && NEVER_INSIDE.indexOf(c) < 0);
    }
}
