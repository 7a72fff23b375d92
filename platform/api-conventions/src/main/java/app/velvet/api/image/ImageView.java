package app.velvet.api.image;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Where an image and its variants are found: absolute URLs, null without an image.
 *
 * @param url of the image as it was uploaded
 * @param thumb100 100×100, cropped
 * @param mobileThumb 320 wide
 * @param thumb200 200×200, cropped
 */
public record ImageView(
        String url,
        @JsonProperty("thumb_100") Variant thumb100,
        Variant mobileThumb,
        @JsonProperty("thumb_200") Variant thumb200) {

    public record Variant(String url) {}

    public static final ImageView NONE = new ImageView(null, new Variant(null), new Variant(null), new Variant(null));
}
