package app.velvet.venues.floorplan;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rooms of a venue with their sections and tables, each in id order. */
record FloorPlan(List<FloorRoom> rooms, List<FloorSection> sections, List<FloorTable> tables) {

    List<RoomView> roomViews() {
        return rooms.stream().map(RoomView::of).toList();
    }

    List<SectionView> sectionViews() {
        var roomNames = rooms.stream().collect(toMap(FloorRoom::id, FloorRoom::name));
        Map<Long, Long> tablesOf = tables.stream().collect(groupingBy(FloorTable::sectionId, counting()));
        return sections.stream()
                .map(section -> SectionView.of(
                        section,
                        roomNames.get(section.roomId()),
                        tablesOf.getOrDefault(section.id(), 0L).intValue()))
                .toList();
    }

    List<TableView> tableViews() {
        return tables.stream().map(TableView::of).toList();
    }

    SectionView view(FloorSection section) {
        return sectionViews().stream()
                .filter(view -> view.id() == section.id())
                .findAny()
                .orElseThrow();
    }

    List<Object> parts() {
        var parts = new ArrayList<Object>(tables);
        parts.addAll(sections);
        parts.addAll(rooms);
        return parts;
    }

    /** What copies need to know of each other, by the ids of what they are copied from. */
    static <T> Map<Long, T> byOriginal(List<Long> originalIds, List<T> copies) {
        var byOriginal = new HashMap<Long, T>();
        for (int i = 0; i < copies.size(); i++) {
            byOriginal.put(originalIds.get(i), copies.get(i));
        }
        return byOriginal;
    }
}
