package app.velvet.auth.passwordreset;

import app.velvet.api.parameters.Fields;
import app.velvet.auth.user.UserFields;

/** What the password is to be, and what permits to set it. */
record NewPassword(ResetToken token, String password) {

    private static final int LONGEST_TOKEN = 255;

    static NewPassword read(Fields fields) {
        return new NewPassword(token(fields), UserFields.password(fields, "password"));
    }

    private static ResetToken token(Fields fields) {
        var text = fields.requiredText("reset_token", LONGEST_TOKEN);
        return text == null ? null : new ResetToken(text.strip());
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "NewPassword";
    }
}
