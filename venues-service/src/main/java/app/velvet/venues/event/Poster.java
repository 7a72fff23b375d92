package app.velvet.venues.event;

import app.velvet.api.image.ImageView;

/** Where the poster of an event is found, in the sizes that apps know; null without one. Only the thumbs are cropped. */
record Poster(String url, Variant small, Variant medium, Variant listThumb, Variant previewThumb, Variant mobileThumb) {

    record Variant(String url) {}

    static Poster of(ImageView image) {
        var whole = new Variant(image.url());
        var narrow = new Variant(image.mobileThumb().url());
        return new Poster(
                image.url(),
                narrow,
                whole,
                new Variant(image.thumb100().url()),
                new Variant(image.thumb200().url()),
                narrow);
    }
}
