package app.velvet.venues.floorplan;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;

/** What a request says about a room. */
record RoomPatch(FieldPatch<String> name) {

    static final int LONGEST_NAME = 255;

    static RoomPatch read(Fields fields) {
        return new RoomPatch(fields.patch("name", (given, name) -> given.requiredText(name, LONGEST_NAME)));
    }

    static RoomPatch readNew(Fields fields) {
        return new RoomPatch(FieldPatch.given(fields.requiredText("name", LONGEST_NAME)));
    }
}
