package app.velvet.venues.floorplan;

/** A table as it is answered. */
public record TableView(
        long id,
        String name,
        int capacity,
        long reservationSectionId,
        TableShape shape,
        TableSize size,
        Coordinates coordinates) {

    /** Where on the background of its room it stands. */
    public record Coordinates(double x, double y) {}

    static TableView of(FloorTable table) {
        return new TableView(
                table.id(),
                table.name(),
                table.capacity(),
                table.sectionId(),
                table.shape(),
                table.size(),
                new Coordinates(table.x(), table.y()));
    }
}
