package app.velvet.venues.floorplan;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What a request says about a section. */
record SectionPatch(
        FieldPatch<String> name,
        FieldPatch<Long> roomId,
        FieldPatch<SectionColor> color,
        FieldPatch<Double> minimum,
        FieldPatch<String> description) {

    private static final int LONGEST_DESCRIPTION = 5000;
    private static final String ROOM = "reservation_room_id";

    static SectionPatch read(Fields fields) {
        return of(
                fields,
                fields.patch("name", (given, name) -> given.requiredText(name, RoomPatch.LONGEST_NAME)),
                fields.patch(ROOM, Fields::requiredId));
    }

    static SectionPatch readNew(Fields fields) {
        return of(
                fields,
                FieldPatch.given(fields.requiredText("name", RoomPatch.LONGEST_NAME)),
                FieldPatch.given(fields.requiredId(ROOM)));
    }

    private static SectionPatch of(Fields fields, FieldPatch<String> name, FieldPatch<Long> roomId) {
        return new SectionPatch(
                name,
                roomId,
                fields.patch("color", SectionPatch::color),
                fields.patch("minimum", SectionPatch::minimum),
                fields.patch("description", (given, field) -> given.text(field, LONGEST_DESCRIPTION)));
    }

    private static SectionColor color(Fields fields, String name) {
        var color = fields.oneOf(name, SectionColor.class);
        return color == null ? SectionColor.ORANGE : color;
    }

    private static Double minimum(Fields fields, String name) {
        var minimum = fields.decimal(name);
        if (minimum != null && minimum < 0) {
            fields.reject(name, "is invalid");
        }
        return minimum == null ? 0 : minimum;
    }
}
