package app.velvet.local.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The venues of the demo company: their floor plans, guestlists and events, one past, one tonight and one next week. */
final class DemoVenues {

    static final String LIST = "/api/v1/venues/list";

    private static final String VENUES = "/api/v1/venues";
    private static final String TIME_ZONE = "America/New_York";

    private record Venue(String name, String type, String address, List<Section> sections) {}

    private record Section(String room, String name, String color, int minimum, int tables, int capacity) {}

    private static final List<Venue> ALL = List.of(
            new Venue(
                    "Velvet Downtown",
                    "Nightclub",
                    "18 Mercer Street, New York",
                    List.of(
                            new Section("Main Room", "Stage", "#dc143c", 2500, 6, 10),
                            new Section("Main Room", "Dance Floor", "#42aaff", 1500, 8, 8),
                            new Section("Mezzanine", "Balcony", "#ffff00", 1000, 6, 6))),
            new Venue(
                    "Velvet Terrace",
                    "Lounge",
                    "200 Ocean Drive, Miami Beach",
                    List.of(
                            new Section("Terrace", "Pool Side", "#0bda51", 800, 6, 6),
                            new Section("Terrace", "Bar", "#ff8800", 400, 4, 4))));

    private final VelvetApi manager;
    private final List<Long> ids = new ArrayList<>();

    DemoVenues(VelvetApi manager) {
        this.manager = manager;
    }

    /** Makes them and returns their ids, always in the same order. */
    List<Long> load() {
        for (Venue venue : ALL) {
            long id = manager.createNew(VENUES, key("venue", venue.name()), venue(venue));
            loadFloorPlan(id, venue);
            loadEvents(id, loadGuestlists(id, venue));
            ids.add(id);
        }
        return List.copyOf(ids);
    }

    /** Lets everybody work at both, but for the door, which is at the first. */
    void employ(long managerId, Map<StaffMember, Long> staff) {
        for (long id : ids) {
            ObjectNode body = VelvetApi.JSON.createObjectNode();
            ArrayNode employed = body.putArray("staff");
            employed.addObject().put("user_id", managerId);
            staff.forEach((member, userId) -> {
                if (member != StaffMember.DOOR || id == ids.get(0)) {
                    employed.addObject().put("user_id", userId);
                }
            });
            manager.put(VENUES + "/" + id + "/staff", body);
        }
    }

    private static ObjectNode venue(Venue venue) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        body.putObject("venue")
                .put("name", venue.name())
                .put("time_zone", TIME_ZONE)
                .put("venue_type", venue.type())
                .put("address", venue.address());
        return body;
    }

    private void loadFloorPlan(long venueId, Venue venue) {
        int table = 0;
        for (Section section : venue.sections()) {
            long sectionId = loadSection(venueId, loadRoom(venueId, section.room()), section);
            for (int i = 0; i < section.tables(); i++) {
                table++;
                loadTable(venueId, sectionId, table, section.capacity());
            }
        }
    }

    private long loadRoom(long venueId, String name) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        body.putObject("room").put("name", name);
        return manager.createNew(part(venueId, "rooms"), key("room", venueId + "-" + name), body);
    }

    private long loadSection(long venueId, long roomId, Section section) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        body.putObject("section")
                .put("name", section.name())
                .put("reservation_room_id", roomId)
                .put("color", section.color())
                .put("minimum", section.minimum());
        return manager.createNew(part(venueId, "sections"), key("section", venueId + "-" + section.name()), body);
    }

    private void loadTable(long venueId, long sectionId, int number, int capacity) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        body.putObject("table")
                .put("name", Integer.toString(number))
                .put("reservation_section_id", sectionId)
                .put("capacity", capacity)
                .put("shape", number % 2 == 0 ? "circle" : "square")
                .putObject("coordinates")
                .put("x", number % 5 * 20)
                .put("y", number / 5 * 20);
        manager.createNew(part(venueId, "tables"), key("table", venueId + "-" + number), body);
    }

    private long loadGuestlists(long venueId, Venue venue) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        ObjectNode template =
                body.putObject("guestlist_template").put("name", venue.name()).put("venue_id", venueId);
        ArrayNode types = template.putArray("guestlist_types");
        types.addObject()
                .put("name", "Ladies free")
                .put("gender_type", "female")
                .put("price_per_person", 0)
                .put("person_count", 150)
                .put("default", true);
        types.addObject()
                .put("name", "Gentlemen reduced")
                .put("gender_type", "male")
                .put("price_per_person", 20)
                .put("person_count", 100)
                .put("default", true);
        return manager.createNew("/api/v1/guestlist_templates", key("guestlists", venue.name()), body);
    }

    private void loadEvents(long venueId, long guestlistTemplateId) {
        LocalDate today = LocalDate.now(ZoneId.of(TIME_ZONE));
        loadEvent(venueId, "Opening Night", today.minusWeeks(1), guestlistTemplateId);
        loadEvent(venueId, "House of Velvet", today, guestlistTemplateId);
        loadEvent(venueId, "Velvet Sessions", today.plusWeeks(1), guestlistTemplateId);
    }

    private void loadEvent(long venueId, String name, LocalDate date, long guestlistTemplateId) {
        ObjectNode body = VelvetApi.JSON.createObjectNode();
        body.putObject("event")
                .put("venue_id", venueId)
                .put("name", name)
                .put("date", date.toString())
                .put("start_time", "22:00")
                .put("end_time", "04:00")
                .put("dress_code", "Smart")
                .put("guestlist_template_id", guestlistTemplateId);
        manager.createNew("/api/v1/events", key("event", venueId + "-" + date), body);
    }

    private static String part(long venueId, String part) {
        return VENUES + "/" + venueId + "/" + part;
    }

    private static String key(String what, String name) {
        return "demo-" + what + "-" + name.replace(' ', '-');
    }
}
