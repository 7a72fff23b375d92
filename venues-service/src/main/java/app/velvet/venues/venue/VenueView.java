package app.velvet.venues.venue;

import app.velvet.api.image.ImageView;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * A venue as it is answered and published.
 *
 * @param timezone hours that its clocks are ahead of UTC when it is not summer
 * @param timeZone the zone's name of IANA's
 */
record VenueView(
        long id,
        String name,
        @JsonUnwrapped VenueDetails details,
        BigDecimal timezone,
        String timeZone,
        @JsonProperty("logo_thumb_200_url") String logoThumb200Url,
        ImageView avatar,
        ImageView logo,
        long companyId,
        Instant createdAt,
        Instant updatedAt) {

    /** @param logo where its image is found; it stands for the venue wherever a picture does */
    static VenueView of(Venue venue, ImageView logo, Instant now) {
        return new VenueView(
                venue.id(),
                venue.name(),
                venue.details(),
                standardOffset(venue.timeZone(), now),
                venue.timeZone().getId(),
                logo.thumb200().url(),
                logo,
                logo,
                venue.companyId(),
                venue.createdAt(),
                venue.updatedAt());
    }

    private static BigDecimal standardOffset(ZoneId zone, Instant now) {
        var seconds = zone.getRules().getStandardOffset(now).getTotalSeconds();
        var hours = BigDecimal.valueOf(seconds)
                .divide(BigDecimal.valueOf(TimeUnit.HOURS.toSeconds(1)), 2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return hours.scale() < 0 ? hours.setScale(0) : hours;
    }
}
