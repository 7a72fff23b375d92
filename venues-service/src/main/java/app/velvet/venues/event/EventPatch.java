package app.velvet.venues.event;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a request says about an event. Fields it does not name stay as they are; a list of artists replaces the old one. */
record EventPatch(
        FieldPatch<Long> venueId,
        FieldPatch<String> name,
        FieldPatch<LocalDate> date,
        FieldPatch<LocalTime> startTime,
        FieldPatch<LocalTime> endTime,
        FieldPatch<EventState> state,
        UnaryOperator<EventDetails> details,
        FieldPatch<Long> guestlistTemplateId,
        FieldPatch<List<Long>> artistIds,
        FieldPatch<ImageUpload> poster) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TIME = 16;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    private static final String INVALID = "is invalid";
    private static final String BLANK = "can't be blank";

    /** Reads an update. */
    static EventPatch read(Fields fields) {
        return new EventPatch(
                fields.patch("venue_id", Fields::requiredId),
                fields.patch("name", (given, name) -> given.requiredText(name, LONGEST_NAME)),
                fields.patch("date", EventPatch::date),
                fields.patch("start_time", EventPatch::time),
                fields.patch("end_time", EventPatch::time),
                fields.patch("state", EventPatch::state),
                EventDetails.patch(fields),
                fields.patch("guestlist_template_id", Fields::id),
                fields.patch("artist_ids", Fields::ids),
                fields.patch("poster", ImageUpload::read));
    }

    /** Reads a creation, which must give what an event cannot be without. */
    static EventPatch readNew(Fields fields) {
        return new EventPatch(
                FieldPatch.given(fields.requiredId("venue_id")),
                FieldPatch.given(fields.requiredText("name", LONGEST_NAME)),
                FieldPatch.given(date(fields, "date")),
                FieldPatch.given(time(fields, "start_time")),
                FieldPatch.given(time(fields, "end_time")),
                fields.patch("state", EventPatch::state),
                EventDetails.patch(fields),
                fields.patch("guestlist_template_id", Fields::id),
                fields.patch("artist_ids", Fields::ids),
                fields.patch("poster", ImageUpload::read));
    }

    /** Reads only whether guests can be put down. */
    static EventPatch readGuestlistSales(Fields fields) {
        var open = fields.bool("guestlist_sales");
        if (!fields.isFilled("guestlist_sales")) {
            fields.reject("guestlist_sales", BLANK);
        }
        return new EventPatch(
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent(),
                EventDetails.guestlistSales(Boolean.TRUE.equals(open)),
                FieldPatch.absent(),
                FieldPatch.absent(),
                FieldPatch.absent());
    }

    private static LocalDate date(Fields fields, String name) {
        if (!fields.isFilled(name)) {
            fields.reject(name, BLANK);
        }
        var date = fields.date(name);
        if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
            fields.reject(name, INVALID);
        }
        return date;
    }

    private static LocalTime time(Fields fields, String name) {
        var text = fields.requiredText(name, LONGEST_TIME);
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text.strip()).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException unreadable) {
            fields.reject(name, INVALID);
            return null;
        }
    }

    private static EventState state(Fields fields, String name) {
        var state = fields.oneOf(name, EventState.class);
        return state == null ? EventState.ACTIVE : state;
    }
}
