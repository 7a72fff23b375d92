package app.velvet.venues.event;

/**
 * The row of an artist, as events embed it.
 *
 * @param avatar the name of an image, or null
 */
record StoredArtist(long id, String status, String name, String description, String avatar) {

    static StoredArtist of(Artist artist) {
        return new StoredArtist(artist.id(), artist.status(), artist.name(), artist.description(), artist.avatar());
    }
}
