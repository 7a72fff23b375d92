package app.velvet.venues.floorplan;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import app.velvet.venues.floorplan.TableView.Coordinates;

/** What a request says about a table. */
record TablePatch(
        FieldPatch<String> name,
        FieldPatch<Long> sectionId,
        FieldPatch<Integer> capacity,
        FieldPatch<TableShape> shape,
        FieldPatch<TableSize> size,
        FieldPatch<Coordinates> coordinates) {

    private static final String SECTION = "reservation_section_id";
    private static final int MOST_SEATS = 1000;

    static TablePatch read(Fields fields) {
        return of(
                fields,
                fields.patch("name", (given, name) -> given.requiredText(name, RoomPatch.LONGEST_NAME)),
                fields.patch(SECTION, Fields::requiredId));
    }

    static TablePatch readNew(Fields fields) {
        return of(
                fields,
                FieldPatch.given(fields.requiredText("name", RoomPatch.LONGEST_NAME)),
                FieldPatch.given(fields.requiredId(SECTION)));
    }

    private static TablePatch of(Fields fields, FieldPatch<String> name, FieldPatch<Long> sectionId) {
        return new TablePatch(
                name,
                sectionId,
                fields.patch("capacity", (given, field) -> orDefault(given.integer(field, 0, MOST_SEATS), 0)),
                fields.patch(
                        "shape", (given, field) -> orDefault(given.oneOf(field, TableShape.class), TableShape.CIRCLE)),
                fields.patch(
                        "size", (given, field) -> orDefault(given.oneOf(field, TableSize.class), TableSize.MEDIUM)),
                fields.patch("coordinates", TablePatch::coordinates));
    }

    private static Coordinates coordinates(Fields fields, String name) {
        var coordinates = fields.tree(
                name, place -> new Coordinates(orDefault(place.decimal("x"), 0.0), orDefault(place.decimal("y"), 0.0)));
        return orDefault(coordinates, new Coordinates(0, 0));
    }

    /** A field that has a default takes it when it is cleared. */
    private static <T> T orDefault(T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
