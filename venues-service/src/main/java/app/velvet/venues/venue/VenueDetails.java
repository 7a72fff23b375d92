package app.velvet.venues.venue;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.parameters.Fields;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.function.UnaryOperator;

/** What people know of a venue beside its name. Any of it may be null. */
@Embeddable
record VenueDetails(
        String email,
        String phone,
        String location,
        String address,
        Double longitude,
        Double latitude,
        String website,
        String facebook,
        String twitter,
        String instagram,
        @Enumerated(EnumType.STRING) VenueType venueType,
        String description) {

    static final VenueDetails NONE =
            new VenueDetails(null, null, null, null, null, null, null, null, null, null, null, null);

    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_DESCRIPTION = 5000;
    private static final int FARTHEST_EAST = 180;
    private static final int FARTHEST_NORTH = 90;

    static UnaryOperator<VenueDetails> patch(Fields fields) {
        var email = fields.patch("email", Fields::email);
        var phone = fields.patch("phone", Fields::phone);
        var location = text(fields, "location");
        var address = text(fields, "address");
        var longitude = fields.patch("longitude", (given, name) -> degrees(given, name, FARTHEST_EAST));
        var latitude = fields.patch("latitude", (given, name) -> degrees(given, name, FARTHEST_NORTH));
        var website = text(fields, "website");
        var facebook = text(fields, "facebook");
        var twitter = text(fields, "twitter");
        var instagram = text(fields, "instagram");
        var venueType = fields.patch("venue_type", (given, name) -> given.oneOf(name, VenueType.class));
        var description = fields.patch("description", (given, name) -> given.text(name, LONGEST_DESCRIPTION));
        return current -> new VenueDetails(
                email.over(current.email),
                phone.over(current.phone),
                location.over(current.location),
                address.over(current.address),
                longitude.over(current.longitude),
                latitude.over(current.latitude),
                website.over(current.website),
                facebook.over(current.facebook),
                twitter.over(current.twitter),
                instagram.over(current.instagram),
                venueType.over(current.venueType),
                description.over(current.description));
    }

    private static FieldPatch<String> text(Fields fields, String name) {
        return fields.patch(name, (given, field) -> given.text(field, LONGEST_TEXT));
    }

    private static Double degrees(Fields fields, String name, int most) {
        var degrees = fields.decimal(name);
        if (degrees != null && Math.abs(degrees) > most) {
            fields.reject(name, "is invalid");
        }
        return degrees;
    }
}
