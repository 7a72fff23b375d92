package app.velvet.auth.session;

import app.velvet.api.parameters.Fields;

/**
 * What comes with a sign-out.
 *
 * @param apnToken by which APNs knows the device that is to get no more pushes; null if only those of the session lose them
 */
record SignOut(String apnToken) {

    private static final int LONGEST_APN_TOKEN = 255;

    static SignOut read(Fields fields) {
        return new SignOut(fields.text("apn_token", LONGEST_APN_TOKEN));
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SignOut";
    }
}
