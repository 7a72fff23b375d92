package app.velvet.auth.apikey;

import app.velvet.api.parameters.Fields;

/** A key to be. */
record NewApiKey(String name) {

    private static final int LONGEST_NAME = 255;

    static NewApiKey read(Fields key) {
        return new NewApiKey(key.requiredText("name", LONGEST_NAME));
    }
}
