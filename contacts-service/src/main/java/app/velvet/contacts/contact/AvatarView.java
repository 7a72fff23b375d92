package app.velvet.contacts.contact;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the variants of an image are found; urls are null where there is no image. */
record AvatarView(
        String url,
        @JsonProperty("thumb_100") Variant thumb100,
        Variant mobileThumb,
        @JsonProperty("thumb_200") Variant thumb200) {

    record Variant(String url) {}

    static final AvatarView NONE = new AvatarView(null, new Variant(null), new Variant(null), new Variant(null));
}
