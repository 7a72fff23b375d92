package app.velvet.endtoend;

import java.util.Map;

/** What somebody can have at an event, and how it is asked for. */
enum BookingKind {
    RESERVATION("Reservation", "reservation"),
    GUESTLIST("Guestlist", "guestlist");

    private final String className;
    private final String name;

    BookingKind(String className, String name) {
        this.className = className;
        this.name = name;
    }

    String className() {
        return className;
    }

    String path() {
        return "/api/v1/" + name + "s";
    }

    String path(long id) {
        return path() + "/" + id;
    }

    /** The name of the field of a note that says what it is about. */
    String idField() {
        return name + "_id";
    }

    /** The name of the statistic that counts how many a contact has. */
    String counter() {
        return name + "s_count";
    }

    String parameter(String field) {
        return name + "[" + field + "]";
    }

    String parameter(String field, int place) {
        return parameter(field) + "[" + place + "]";
    }

    /** Parameters that change one field. */
    Map<String, String> change(String field, String value) {
        return Map.of(parameter(field), value);
    }
}
