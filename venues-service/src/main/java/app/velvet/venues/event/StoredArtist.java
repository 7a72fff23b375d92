package app.velvet.venues.event;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The row of an artist, as events embed it.
 *
 * @param avatar the name of an image, or null
 */
@RegisterForReflection
record StoredArtist(long id, String status, String name, String description, String avatar) {

    static StoredArtist of(Artist artist) {
        return new StoredArtist(artist.id(), artist.status(), artist.name(), artist.description(), artist.avatar());
    }
}
