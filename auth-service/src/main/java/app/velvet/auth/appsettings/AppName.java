package app.velvet.auth.appsettings;

import app.velvet.api.parameters.Fields;

/** Which app's settings are asked for. */
record AppName(String value) {

    private static final int LONGEST = 255;

    static AppName read(Fields fields) {
        return new AppName(fields.requiredText("app_name", LONGEST));
    }
}
