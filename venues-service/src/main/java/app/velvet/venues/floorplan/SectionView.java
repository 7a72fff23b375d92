package app.velvet.venues.floorplan;

/**
 * A section as it is answered.
 *
 * @param availablePlaces how many of its tables can be had
 * @param totalPlaces how many tables it has
 * @param minimum what a reservation there has to spend at least
 */
public record SectionView(
        long id,
        String name,
        int availablePlaces,
        int totalPlaces,
        SectionColor color,
        long reservationRoomId,
        String reservationRoomName,
        double minimum,
        String description) {

    /** A section of a venue, where every table can be had. */
    static SectionView of(FloorSection section, String roomName, int tables) {
        return new SectionView(
                section.id(),
                section.name(),
                tables,
                tables,
                section.color(),
                section.roomId(),
                roomName,
                section.minimum(),
                section.description());
    }
}
