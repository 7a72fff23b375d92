package app.velvet.venues.venue;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import java.time.ZoneId;
import java.util.function.UnaryOperator;

/** What a request says about a venue. Fields it does not name stay as they are. */
record VenuePatch(
        FieldPatch<String> name,
        FieldPatch<ZoneId> timeZone,
        UnaryOperator<VenueDetails> details,
        FieldPatch<ImageUpload> logo) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ZONE = 64;

    /** Reads an update. */
    static VenuePatch read(Fields fields) {
        return new VenuePatch(
                fields.patch("name", (given, name) -> given.requiredText(name, LONGEST_NAME)),
                fields.patch("time_zone", VenuePatch::zone),
                VenueDetails.patch(fields),
                fields.patch("logo", ImageUpload::read));
    }

    /** Reads a creation, which must give what a venue cannot be without. */
    static VenuePatch readNew(Fields fields) {
        return new VenuePatch(
                FieldPatch.given(fields.requiredText("name", LONGEST_NAME)),
                FieldPatch.given(zone(fields, "time_zone")),
                VenueDetails.patch(fields),
                fields.patch("logo", ImageUpload::read));
    }

    /** A place of IANA's: an offset alone does not know when clocks change. */
    private static ZoneId zone(Fields fields, String name) {
        var zone = fields.requiredText(name, LONGEST_ZONE);
        if (zone == null) {
            return null;
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            fields.reject(name, "is invalid");
            return null;
        }
        return ZoneId.of(zone);
    }
}
