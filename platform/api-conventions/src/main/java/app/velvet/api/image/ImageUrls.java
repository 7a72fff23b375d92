package app.velvet.api.image;

import app.velvet.api.image.ImageView.Variant;
import jakarta.inject.Singleton;

/** Where clients find images. */
@Singleton
public class ImageUrls {

    /** Everything below this path is images. */
    static final String PATH = "/uploads/";

    private final String start;

    ImageUrls(ImageSettings settings) {
        var gateway = ImageStores.require(settings.publicUrl(), "public-url");
        start = gateway.toString().replaceAll("/+$", "") + PATH;
    }

    /** @param name as {@link Images#store} made it; null for no image */
    public ImageView view(String name) {
        if (name == null) {
            return ImageView.NONE;
        }
        var image = ImageName.parse(name);
        return new ImageView(
                url(image, ImageVariant.ORIGINAL),
                new Variant(url(image, ImageVariant.THUMB_100)),
                new Variant(url(image, ImageVariant.MOBILE_THUMB)),
                new Variant(url(image, ImageVariant.THUMB_200)));
    }

    private String url(ImageName image, ImageVariant variant) {
        return start + image.file(variant).path();
    }
}
