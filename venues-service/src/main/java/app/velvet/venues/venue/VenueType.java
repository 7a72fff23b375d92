package app.velvet.venues.venue;

import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;

/** What kind of place a venue is. */
enum VenueType implements WireName {
    NIGHTCLUB("Nightclub"),
    SUPPERCLUB("Supperclub"),
    LOUNGE("Lounge"),
    DAYCLUB("Dayclub"),
    POOL_PARTY("Pool Party"),
    COCKTAIL_BAR("Cocktail Bar"),
    DANCE_CLUB("Dance Club"),
    MUSIC_VENUE("Music Venue"),
    BAR("Bar");

    @EnumeratedValue
    private final String wireName;

    VenueType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
