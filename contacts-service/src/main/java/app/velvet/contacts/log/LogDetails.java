package app.velvet.contacts.log;

import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/**
 * What is reported of a conversation. Only {@code date} and {@code kind} are never null.
 *
 * @param location where it was
 * @param locationLat in degrees, as {@code locationLng}
 */
@Embeddable
record LogDetails(
        Instant date,
        @Enumerated(EnumType.STRING) LogKind kind,
        String location,
        Double locationLat,
        Double locationLng,
        String note,
        @Enumerated(EnumType.STRING) Result result) {

    private static final int LONGEST_LOCATION = 255;
    private static final int LONGEST_NOTE = 5_000;

    /** @param reported when it is reported, and takes place unless something else is said */
    static LogDetails reportedAt(Instant reported) {
        return new LogDetails(reported, null, null, null, null, null, null);
    }

    /** Reads a new one, which must say the kind. */
    static UnaryOperator<LogDetails> readNew(Fields fields) {
        if (!fields.has("kind")) {
            fields.reject("kind", "can't be blank");
        }
        return read(fields);
    }

    /** Reads what is said anew. */
    static UnaryOperator<LogDetails> read(Fields fields) {
        var date = fields.patch("date", LogDetails::date);
        var kind = fields.patch("kind", LogDetails::kind);
        var location = fields.patch("location", (given, name) -> given.text(name, LONGEST_LOCATION));
        var locationLat = fields.patch("location_lat", (given, name) -> degrees(given, name, 90));
        var locationLng = fields.patch("location_lng", (given, name) -> degrees(given, name, 180));
        var note = fields.patch("note", (given, name) -> given.text(name, LONGEST_NOTE));
        var result = fields.patch("result", (given, name) -> given.oneOf(name, Result.class));
        return current -> new LogDetails(
                date.over(current.date),
                kind.over(current.kind),
                location.over(current.location),
                locationLat.over(current.locationLat),
                locationLng.over(current.locationLng),
                note.over(current.note),
                result.over(current.result));
    }

    private static Instant date(Fields fields, String name) {
        requireFilled(fields, name);
        var date = fields.timestamp(name);
        return date == null ? null : date.truncatedTo(ChronoUnit.MICROS);
    }

    private static LogKind kind(Fields fields, String name) {
        requireFilled(fields, name);
        return fields.oneOf(name, LogKind.class);
    }

    private static Double degrees(Fields fields, String name, double most) {
        var degrees = fields.decimal(name);
        if (degrees != null && Math.abs(degrees) > most) {
            fields.reject(name, "is invalid");
        }
        return degrees;
    }

    private static void requireFilled(Fields fields, String name) {
        if (!fields.isFilled(name)) {
            fields.reject(name, "can't be blank");
        }
    }
}
