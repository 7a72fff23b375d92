package app.velvet.venues.share;

import app.velvet.api.parameters.Fields;

/** Where an event has been shared. */
record NewShare(String socialNetworkName) {

    private static final int LONGEST_NAME = 255;

    static NewShare read(Fields fields) {
        return new NewShare(fields.requiredText("social_network_name", LONGEST_NAME));
    }
}
