package app.velvet.venues.floorplan;

/** A room as it is answered. */
public record RoomView(long id, String name, String backgroundUrl) {

    static RoomView of(FloorRoom room) {
        return new RoomView(room.id(), room.name(), null);
    }
}
