package app.velvet.contacts.tag;

import app.velvet.api.parameters.Fields;

/**
 * A category that is to be.
 *
 * @param parentId null at the top of the tree
 */
record NewTagCategory(String name, Long parentId) {

    static final int LONGEST_NAME = 255;

    static NewTagCategory read(Fields fields) {
        return new NewTagCategory(fields.requiredText("name", LONGEST_NAME), fields.id("parent_id"));
    }
}
