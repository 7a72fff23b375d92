package app.velvet.venues.event;

import app.velvet.api.image.ImageView;
import app.velvet.api.image.ImageView.Variant;
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

    record Avatar(String url, @JsonProperty("thumb_100") Variant thumb100) {}

    static ArtistView of(StoredArtist artist, ImageView image) {
        return new ArtistView(artist.id(), artist.status(), artist.name(), image.url(), artist.description(), null);
    }

    /** The same with the sizes in which the image is kept. */
    static ArtistView withAvatar(StoredArtist artist, ImageView image) {
        var avatar = new Avatar(image.url(), image.thumb100());
        return new ArtistView(artist.id(), artist.status(), artist.name(), image.url(), artist.description(), avatar);
    }
}
