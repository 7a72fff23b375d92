package app.velvet.venues.guestlisttype;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What a request says about a guestlist template. A list of types replaces those that it has.
 *
 * @param venueId where it is used; only said when it is made
 */
record TemplatePatch(FieldPatch<String> name, Long venueId, FieldPatch<List<TypeInTemplate>> types) {

    static TemplatePatch read(Fields fields) {
        return new TemplatePatch(
                fields.patch("name", (given, name) -> given.requiredText(name, TypeInTemplate.LONGEST_NAME)),
                null,
                fields.patch("guestlist_types", TemplatePatch::types));
    }

    static TemplatePatch readNew(Fields fields) {
        return new TemplatePatch(
                FieldPatch.given(fields.requiredText("name", TypeInTemplate.LONGEST_NAME)),
                fields.requiredId("venue_id"),
                fields.patch("guestlist_types", TemplatePatch::types));
    }

    private static List<TypeInTemplate> types(Fields fields, String name) {
        var types = fields.trees(name, TypeInTemplate::read);
        var ids = new HashSet<Long>();
        if (types != null
                && !types.stream()
                        .map(TypeInTemplate::id)
                        .filter(Objects::nonNull)
                        .allMatch(ids::add)) {
            fields.reject(name + ".id", "is invalid");
        }
        return types;
    }
}
