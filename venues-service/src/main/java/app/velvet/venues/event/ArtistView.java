package app.velvet.venues.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An artist as it is answered and published.
 *
 * @param avatar null, and then not written at all, where only its URL is wanted
 */
record ArtistView(
        long id,
        String status,
        String name,
        String avatarUrl,
        String description,
        @JsonInclude(JsonInclude.Include.NON_NULL) Avatar avatar) {

    record Avatar(String url, @JsonProperty("thumb_100") Variant thumb100) {

        record Variant(String url) {}

        static final Avatar NONE = new Avatar(null, new Variant(null));
    }

    static ArtistView of(Artist artist) {
        return new ArtistView(artist.id(), artist.status(), artist.name(), null, artist.description(), null);
    }

    ArtistView withAvatar() {
        return new ArtistView(id, status, name, avatarUrl, description, Avatar.NONE);
    }
}
