package app.velvet.venues.event;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import java.util.function.UnaryOperator;

/**
 * What is told of an event beside its name and times. Only the flags are never null.
 *
 * @param guestlistSales whether guests can be put down for it
 * @param reservationSales whether tables are sold, as apps have it; nothing here depends on it
 */
@Embeddable
record EventDetails(
        String location,
        String dressCode,
        String age,
        String description,
        String ticketsUrl,
        String closeoutNotes,
        String eventType,
        String musicType,
        String facebookLink,
        String personalizedLink,
        String promoStatus,
        boolean showOnPublic,
        boolean facebookTokenRequired,
        Double globalFee,
        Double venueFee,
        boolean guestlistSales,
        boolean reservationSales) {

    static final EventDetails NONE = new EventDetails(
            null, null, null, null, null, null, null, null, null, null, null, false, false, null, null, true, true);

    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_DESCRIPTION = 5000;

    static UnaryOperator<EventDetails> patch(Fields fields) {
        var location = text(fields, "location", LONGEST_TEXT);
        var dressCode = text(fields, "dress_code", LONGEST_TEXT);
        var age = text(fields, "age", LONGEST_TEXT);
        var description = text(fields, "description", LONGEST_DESCRIPTION);
        var ticketsUrl = text(fields, "tickets_url", LONGEST_TEXT);
        var closeoutNotes = text(fields, "closeout_notes", LONGEST_DESCRIPTION);
        var eventType = text(fields, "event_type", LONGEST_TEXT);
        var musicType = text(fields, "music_type", LONGEST_TEXT);
        var facebookLink = text(fields, "facebook_link", LONGEST_TEXT);
        var personalizedLink = text(fields, "personalized_link", LONGEST_TEXT);
        var promoStatus = text(fields, "promo_status", LONGEST_TEXT);
        var showOnPublic = fields.patch("show_on_public", (given, name) -> given.bool(name, false));
        var facebookTokenRequired = fields.patch("facebook_token_required", (given, name) -> given.bool(name, false));
        var globalFee = fields.patch("global_fee", EventDetails::fee);
        var venueFee = fields.patch("venue_fee", EventDetails::fee);
        var guestlistSales = fields.patch("guestlist_sales", (given, name) -> given.bool(name, true));
        var reservationSales = fields.patch("reservation_sales", (given, name) -> given.bool(name, true));
        return current -> new EventDetails(
                location.over(current.location),
                dressCode.over(current.dressCode),
                age.over(current.age),
                description.over(current.description),
                ticketsUrl.over(current.ticketsUrl),
                closeoutNotes.over(current.closeoutNotes),
                eventType.over(current.eventType),
                musicType.over(current.musicType),
                facebookLink.over(current.facebookLink),
                personalizedLink.over(current.personalizedLink),
                promoStatus.over(current.promoStatus),
                showOnPublic.over(current.showOnPublic),
                facebookTokenRequired.over(current.facebookTokenRequired),
                globalFee.over(current.globalFee),
                venueFee.over(current.venueFee),
                guestlistSales.over(current.guestlistSales),
                reservationSales.over(current.reservationSales));
    }

    /** What only says whether guests can be put down. */
    static UnaryOperator<EventDetails> guestlistSales(boolean open) {
        return current -> new EventDetails(
                current.location,
                current.dressCode,
                current.age,
                current.description,
                current.ticketsUrl,
                current.closeoutNotes,
                current.eventType,
                current.musicType,
                current.facebookLink,
                current.personalizedLink,
                current.promoStatus,
                current.showOnPublic,
                current.facebookTokenRequired,
                current.globalFee,
                current.venueFee,
                open,
                current.reservationSales);
    }

    private static FieldPatch<String> text(Fields fields, String name, int longest) {
        return fields.patch(name, (given, field) -> given.text(field, longest));
    }

    private static Double fee(Fields fields, String name) {
        var fee = fields.decimal(name);
        if (fee != null && fee < 0) {
            fields.reject(name, "is invalid");
        }
        return fee;
    }
}
