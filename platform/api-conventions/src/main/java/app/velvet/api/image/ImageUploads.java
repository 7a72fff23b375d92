package app.velvet.api.image;

import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.throttle.Limit;
import app.velvet.api.throttle.Throttle;
import app.velvet.api.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** What requests say of image fields: {@link Images#store} for so many of a user and no more. */
@Singleton
public class ImageUploads {

    private final Images images;
    private final Throttle throttle;
    private final ImageSettings settings;

    ImageUploads(Images images, Throttle throttle, ImageSettings settings) {
        this.images = images;
        this.throttle = throttle;
        this.settings = settings;
    }

    /**
     * See {@link Images#store}. Fails with {@link ImageError#TOO_MANY_UPLOADS} if the caller has uploaded too many, whatever
     * they are of. One that cannot be stored for the time being does not count.
     */
    public Uni<FieldPatch<String>> store(FieldPatch<ImageUpload> given, String place, Caller caller) {
        var stored = images.store(given, place, caller.companyId());
        return given.over(null) == null
                ? stored
                : throttle.counting(List.of(uploadsOf(caller)), ImageError.TOO_MANY_UPLOADS, () -> stored);
    }

    private Limit uploadsOf(Caller caller) {
        return new Limit(
                "image of " + caller.companyId() + "/" + caller.userId(),
                settings.uploadsPerUser(),
                settings.uploadsCountFor());
    }
}
