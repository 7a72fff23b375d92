package app.velvet.venues.event;

import app.velvet.api.image.ImageView;
import app.velvet.api.image.ImageView.Variant;

/** Where the poster of an event is found, in the sizes that apps know; null without one. Only the thumbs are cropped. */
record Poster(String url, Variant small, Variant medium, Variant listThumb, Variant previewThumb, Variant mobileThumb) {

    static Poster of(ImageView image) {
        var whole = new Variant(image.url());
        return new Poster(
                image.url(), image.mobileThumb(), whole, image.thumb100(), image.thumb200(), image.mobileThumb());
    }
}
