package app.velvet.auth.session;

import app.velvet.api.parameters.Fields;

/**
 * An attempt to sign in.
 *
 * @param deviceToken what the device calls itself, or null
 */
record SignIn(String email, String password, String deviceToken, MobileOs mobileOs, AppId appId) {

    private static final int LONGEST_EMAIL = 255;
    private static final int LONGEST_PASSWORD = 128;
    private static final int LONGEST_DEVICE_TOKEN = 4096;

    static SignIn read(Fields fields) {
        return new SignIn(
                email(fields),
                fields.requiredText("password", LONGEST_PASSWORD),
                fields.text("device_token", LONGEST_DEVICE_TOKEN),
                fields.oneOf("mobile_os", MobileOs.class),
                fields.oneOf("app_id", AppId.class));
    }

    /** Not held to be an address: what is none is as wrong as any other that nobody has. */
    private static String email(Fields fields) {
        var email = fields.requiredText("email", LONGEST_EMAIL);
        return email == null ? null : email.strip();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SignIn";
    }
}
