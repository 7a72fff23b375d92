package app.velvet.endtoend;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;

/** Something of every class that services publish happens: each is made, changed and, where that can be, removed. */
final class EventfulNight {

    private static final String API = "/api/v1/";

    private final LocalStack stack;
    private final VelvetClient manager;
    private final String host;
    private String venue;
    private String event;
    private String contact;

    EventfulNight(LocalStack stack, VelvetClient manager) {
        this.stack = stack;
        this.manager = manager;
        this.host = VelvetClient.signedIn(stack.url(), "host1@demo.example")
                .get(API + "profile", Map.of())
                .get("id")
                .asText();
    }

    void happen() {
        changeStaff();
        openVenue();
        welcomeGuest();
        workOnGuest();
        sellNight();
        book();
        manager.call(
                        "POST",
                        API + "notifications",
                        Map.of("notification[everyone]", "true", "notification[message]", "Doors at ten"))
                .requireOk();
    }

    private void changeStaff() {
        var level = create("permission_levels", "permission_level", Map.of("name", "Trainee " + UUID.randomUUID()));
        manager.call(
                        "PUT",
                        API + "permission_levels/" + level,
                        Map.of(
                                "permission_level[permissions_struct][Contact][read][][self]", "true",
                                "permission_level[permissions_struct][Event][read][][selected_venues][]", "1"))
                .requireOk();
        delete("permission_levels", level);
        put("staff/" + host, "user", Map.of("title", "Head host", "birthdate", "1990-02-28", "gender", "female"));
        manager.call("PUT", API + "profile", Map.of("avatar", picture())).requireOk();
        put("static_texts", "static_text", Map.of("type", "terms", "text", "Be kind."));
        put("company", "company", Map.of("name", "Velvet Rope Nights"));
        create("api_keys", "api_key", Map.of("name", "Box office"));
        VelvetClient.signedIn(stack.url(), "host1@demo.example")
                .call("DELETE", API + "tokens/" + host, Map.of())
                .requireOk();
    }

    private void openVenue() {
        venue = create(
                "venues",
                "venue",
                Map.of(
                        "name", "Pop-up " + UUID.randomUUID(),
                        "time_zone", "Asia/Kolkata",
                        "venue_type", "Pool Party",
                        "longitude", "77.2",
                        "logo", picture()));
        manager.call("PUT", API + "venues/" + venue + "/staff", Map.of("staff[][user_id]", host))
                .requireOk();
        put(
                "dictionaries/thermal_receipt_fields",
                "dictionary",
                Map.of("value][][order", "1", "value][][key", "guest", "value][][name", "Guest"));
        manager.call(
                        "PUT",
                        API + "dictionaries/locations",
                        Map.of("dictionary[value][][region]", "Delhi", "dictionary[value][][cities][]", "New Delhi"))
                .requireOk();
        put("dictionaries/industries", "dictionary", Map.of("value][", "Circus"));
        create("thermal_receipts", "thermal_receipt", Map.of("venue_id", venue, "additional_texts][", "Thank you"));
        var closing = create("venues", "venue", Map.of("name", "Closing", "time_zone", "UTC"));
        delete("venues", closing);
    }

    private void welcomeGuest() {
        var category = create("settings/tag_categories", "tag_category", Map.of("name", "Music"));
        var subcategory =
                create("settings/tag_categories", "tag_category", Map.of("name", "Blue", "parent_id", category));
        var tag = create("settings/tags", "tag", Map.of("name", "Jazz", "tag_category_id", subcategory));
        var fields = new HashMap<>(Map.of(
                "name", "Nina Simone",
                "email", anyEmail(),
                "birthdate", "1933-02-21",
                "gender", "female",
                "hair_color", "Black",
                "avatar", picture(),
                "tag_ids][", tag));
        fields.put("contact_owners][][user_id", host);
        fields.put("contact_owners][][venue_id", venue);
        contact = create("contacts", "contact", fields);
        manager.call(
                        "POST",
                        API + "contacts/" + contact + "/set_qualification",
                        Map.of("venue_id", venue, "status", "qualified"))
                .requireOk();
        delete("settings/tags", create("settings/tags", "tag", Map.of("name", "Pop", "tag_category_id", category)));
        delete("contacts", create("contacts", "contact", Map.of("name", "Otis", "email", anyEmail())));
        manager.call(
                        "POST",
                        API + "contacts/import",
                        Map.of(
                                "contacts",
                                "BEGIN:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:Ray\nEMAIL:%s\nEND:VCARD"
                                        .formatted(anyEmail())))
                .requireOk();
    }

    private void workOnGuest() {
        var task = manager.call(
                        "POST",
                        API + "tasks",
                        Map.of("contact_ids[]", contact, "task[category]", "Call", "task[date]", "2026-05-02"))
                .requireOk()
                .get(0)
                .get("id")
                .asText();
        create("notes", "note", Map.of("task_id", task, "text", "After six"));
        manager.call(
                        "POST",
                        API + "logs",
                        Map.of(
                                "task_id", task,
                                "log[kind]", "meet",
                                "log[result]", "Win",
                                "log[location_lat]", "40.7",
                                "log[note]", "Loved it"))
                .requireOk();
        delete("notes", create("notes", "note", Map.of("contact_id", contact, "text", "Likes jazz")));
        create("notes", "note", Map.of("contact_id", contact, "text", "Loves jazz"));
        for (var whose : new String[] {"user_id", "venue_id"}) {
            put(
                    "goals",
                    "goal",
                    Map.of(
                            whose,
                            whose.equals("user_id") ? host : venue,
                            "goal_type",
                            "sales",
                            "method",
                            "monthly",
                            "year",
                            "2026",
                            "month",
                            "11",
                            "goal_amount",
                            "2500.5"));
        }
    }

    private void sellNight() {
        var artist = create("artists", "artist", Map.of("name", "The Bo-Keys", "avatar", picture()));
        var template = manager.call(
                        "POST",
                        API + "guestlist_templates",
                        Map.of(
                                "guestlist_template[name]", "Everybody",
                                "guestlist_template[venue_id]", venue,
                                "guestlist_template[guestlist_types][][name]", "Ladies",
                                "guestlist_template[guestlist_types][][gender_type]", "female",
                                "guestlist_template[guestlist_types][][price_per_person]", "12.5"))
                .requireOk();
        var room = create("venues/" + venue + "/rooms", "room", Map.of("name", "Hall"));
        var section = create(
                "venues/" + venue + "/sections",
                "section",
                Map.of("name", "Stage", "reservation_room_id", room, "color", "#dc143c", "minimum", "100"));
        create(
                "venues/" + venue + "/tables",
                "table",
                Map.of("name", "1", "reservation_section_id", section, "capacity", "4", "shape", "circle"));
        create(
                "venues/" + venue + "/tables",
                "table",
                Map.of("name", "2", "reservation_section_id", section, "capacity", "4", "shape", "square"));
        event = create(
                "events",
                "event",
                night(Map.of(
                        "artist_ids][", artist,
                        "guestlist_template_id", template.get("id").asText(),
                        "poster", picture())));
        delete("events", create("events", "event", night(Map.of())));
        manager.call("POST", API + "events/" + event + "/share_log", Map.of("social_network_name", "facebook"))
                .requireOk();
        var note = create("event_shift_notes", "event_shift_note", Map.of("event_id", event, "description", "Busy"));
        put("event_shift_notes/" + note, "event_shift_note", Map.of("description", "Very busy"));
        manager.call(
                        "PUT",
                        API + "tallies/change",
                        Map.of(
                                "tally[event_id]",
                                event,
                                "tally[user_id]",
                                host,
                                "tally[type]",
                                "FemaleTally",
                                "actual_count_difference",
                                "3"))
                .requireOk();
    }

    private Map<String, String> night(Map<String, String> more) {
        var fields = new LinkedHashMap<>(more);
        fields.put("venue_id", venue);
        fields.put("name", "Night of " + UUID.randomUUID());
        fields.put("date", LocalDate.now().plusDays(20).toString());
        fields.put("start_time", "22:00");
        fields.put("end_time", "04:00");
        return fields;
    }

    private void book() {
        var night = manager.get(API + "events/" + event, Map.of());
        var tables = night.get("tables");
        for (var action : new String[] {"reserve_table", "unreserve_table"}) {
            manager.call(
                            "POST",
                            API + "promoters/" + action,
                            Map.of(
                                    "reservation_table_id",
                                    tables.get(0).get("id").asText()))
                    .requireOk();
        }
        bookTwice(
                "reservation",
                Map.of(
                        "event_id", event,
                        "status", "confirmed",
                        "reservation_section_id", night.at("/sections/0/id").asText(),
                        "assigned_table_ids][", tables.get(1).get("id").asText(),
                        "minimum", "5000",
                        "contact_degree][", "vip",
                        "notes][", "By the stage",
                        "qualification", "qualified"));
        bookTwice(
                "guestlist",
                Map.of(
                        "event_id",
                        event,
                        "count_females",
                        "2",
                        "type_for_females_id",
                        night.at("/guestlist_types/0/id").asText(),
                        "notes][",
                        "Friends of the band"));
    }

    /** What is removed, and what stays and is changed. */
    private void bookTwice(String kind, Map<String, String> wish) {
        delete(kind + "s", book(kind, wish));
        put(kind + "s/" + book(kind, wish), kind, Map.of("note", "Late"));
    }

    private String book(String kind, Map<String, String> wish) {
        var parameters = new LinkedHashMap<>(BookingNight.guest("Etta James", anyEmail()));
        parameters.putAll(named(kind, wish));
        return manager.call("POST", API + kind + "s", parameters)
                .requireOk()
                .get(0)
                .get("id")
                .asText();
    }

    private String create(String path, String name, Map<String, String> fields) {
        return manager.call("POST", API + path, named(name, fields))
                .requireOk()
                .get("id")
                .asText();
    }

    private void put(String path, String name, Map<String, String> fields) {
        manager.call("PUT", API + path, named(name, fields)).requireOk();
    }

    private void delete(String path, String id) {
        manager.call("DELETE", API + path + "/" + id, Map.of()).requireOk();
    }

    private static Map<String, String> named(String name, Map<String, String> fields) {
        var parameters = new LinkedHashMap<String, String>();
        fields.forEach((field, value) -> parameters.put(name + "[" + field + "]", value));
        return parameters;
    }

    private static String anyEmail() {
        return UUID.randomUUID() + "@guest.example";
    }

    private static String picture() {
        var picture = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.toByteArray());
    }
}
