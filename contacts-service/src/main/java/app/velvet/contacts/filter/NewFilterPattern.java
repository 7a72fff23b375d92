package app.velvet.contacts.filter;

import app.velvet.api.parameters.Fields;

/** A filter pattern that is to be. */
record NewFilterPattern(String name, GivenFilters filters) {

    static final int LONGEST_NAME = 255;

    static NewFilterPattern read(Fields fields) {
        return new NewFilterPattern(fields.requiredText("name", LONGEST_NAME), GivenFilters.read(fields, "filters"));
    }
}
