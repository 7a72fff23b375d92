package app.velvet.auth.user;

import app.velvet.api.parameters.Fields;

/** How the fields of a user are read, whoever may change them. */
public final class UserFields {

    private static final int LONGEST_TEXT = 255;
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;

    private UserFields() {}

    static String name(Fields fields, String field) {
        return fields.requiredText(field, LONGEST_TEXT);
    }

    static String text(Fields fields, String field) {
        return fields.text(field, LONGEST_TEXT);
    }

    static Gender gender(Fields fields, String field) {
        return fields.oneOf(field, Gender.class);
    }

    static String email(Fields fields, String field) {
        return fields.requiredText(field, LONGEST_TEXT) == null ? null : fields.email(field);
    }

    public static String password(Fields fields, String field) {
        var password = fields.requiredText(field, LONGEST_PASSWORD);
        if (password != null && password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
            fields.reject(field, "is too short (minimum is " + SHORTEST_PASSWORD + " characters)");
        }
        return password;
    }

    /** A flag that cannot be cleared, only set to the one or the other. */
    static Boolean flag(Fields fields, String field) {
        return fields.requiredText(field, LONGEST_TEXT) == null ? null : fields.bool(field);
    }
}
