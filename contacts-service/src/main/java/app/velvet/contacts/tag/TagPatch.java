package app.velvet.contacts.tag;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What is to become of a tag. */
record TagPatch(FieldPatch<String> name, FieldPatch<Long> tagCategoryId) {

    static TagPatch read(Fields fields) {
        return new TagPatch(
                fields.patch("name", (given, name) -> given.requiredText(name, NewTag.LONGEST_NAME)),
                fields.patch("tag_category_id", Fields::requiredId));
    }
}
