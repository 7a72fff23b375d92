package app.velvet.venues.floorplan;

import app.velvet.api.error.Refusal;

/** The ways in which a request about a venue's floor plan can be refused. */
enum FloorPlanError implements Refusal {
    /** Load the rooms again: it has been removed. */
    ROOM_NOT_FOUND(404, "Room %d was not found"),
    /** Load the sections again: it has been removed. */
    SECTION_NOT_FOUND(404, "Section %d was not found"),
    /** Load the tables again: it has been removed. */
    TABLE_NOT_FOUND(404, "Table %d was not found"),
    /** Remove or move its sections first. */
    ROOM_NOT_EMPTY(403, "This room can not be deleted"),
    /** Remove or move its tables first. */
    SECTION_NOT_EMPTY(403, "This section can not be deleted");

    private final int status;
    private final String message;

    FloorPlanError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
