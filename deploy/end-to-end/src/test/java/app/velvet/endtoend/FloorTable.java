package app.velvet.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A table of an event.
 *
 * @param description as notifications name it
 */
record FloorTable(String id, long sectionId, String description) {

    /** Returns the tables of sections where none is held, of the events of the last day on the list: they are far from over. */
    static List<FloorTable> free(VelvetClient reader) {
        var events = events(reader);
        var lastDay = events.stream()
                .map(event -> event.get("date").asText())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return events.stream()
                .filter(event -> event.get("date").asText().equals(lastDay))
                .flatMap(event -> freeOf(event).stream())
                .toList();
    }

    private static List<JsonNode> events(VelvetClient reader) {
        return stream(reader.get("/api/v1/events", Map.of())).toList();
    }

    private static List<FloorTable> freeOf(JsonNode event) {
        var sections = stream(event.get("sections"))
                .filter(section -> section.get("available_places").equals(section.get("total_places")))
                .collect(Collectors.toMap(
                        section -> section.get("id").asLong(),
                        section -> section.get("name").asText()));
        return stream(event.get("tables"))
                .filter(table ->
                        sections.containsKey(table.get("reservation_section_id").asLong()))
                .map(table -> {
                    var section = table.get("reservation_section_id").asLong();
                    return new FloorTable(
                            table.get("id").asText(),
                            section,
                            "table %s, %s: %s, %s"
                                    .formatted(
                                            table.get("name").asText(),
                                            sections.get(section),
                                            event.get("name").asText(),
                                            event.get("date").asText()));
                })
                .toList();
    }

    /** Returns how many tables of each section of these events can be had. */
    static Map<Long, Integer> available(Iterable<JsonNode> events) {
        var available = new HashMap<Long, Integer>();
        events.forEach(event -> event.get("sections")
                .forEach(section -> available.put(
                        section.get("id").asLong(),
                        section.get("available_places").asInt())));
        return available;
    }

    static Map<Long, Integer> available(VelvetClient reader) {
        return available(events(reader));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
