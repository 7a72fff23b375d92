package app.velvet.contacts.filter;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What is to become of a filter pattern. */
record FilterPatternPatch(FieldPatch<String> name, FieldPatch<GivenFilters> filters) {

    static FilterPatternPatch read(Fields fields) {
        return new FilterPatternPatch(
                fields.patch("name", (given, name) -> given.requiredText(name, NewFilterPattern.LONGEST_NAME)),
                fields.patch("filters", GivenFilters::read));
    }
}
