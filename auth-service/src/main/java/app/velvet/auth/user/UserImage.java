package app.velvet.auth.user;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A user's picture; every URL is null without one. */
public record UserImage(Photo photo) {

    public static final UserImage NONE = new UserImage(new Photo(null, Variant.NONE, Variant.NONE, Variant.NONE));

    public record Photo(
            String url,
            @JsonProperty("thumb_100") Variant thumb100,
            @JsonProperty("mobile_thumb") Variant mobileThumb,
            @JsonProperty("thumb_200") Variant thumb200) {}

    public record Variant(String url) {

        static final Variant NONE = new Variant(null);
    }
}
