package app.velvet.contacts.tag;

import app.velvet.api.parameters.Fields;

/** A tag that is to be. */
record NewTag(String name, Long tagCategoryId) {

    static final int LONGEST_NAME = 255;

    static NewTag read(Fields fields) {
        return new NewTag(fields.requiredText("name", LONGEST_NAME), fields.requiredId("tag_category_id"));
    }
}
