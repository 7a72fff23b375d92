package app.velvet.contacts.tag;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What is to become of a category. */
record TagCategoryPatch(FieldPatch<String> name, FieldPatch<Long> parentId) {

    static TagCategoryPatch read(Fields fields) {
        return new TagCategoryPatch(
                fields.patch("name", (given, name) -> given.requiredText(name, NewTagCategory.LONGEST_NAME)),
                fields.patch("parent_id", Fields::id));
    }
}
