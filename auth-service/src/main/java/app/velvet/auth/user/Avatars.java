package app.velvet.auth.user;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.image.ImageUploads;
import app.velvet.api.image.ImageUrls;
import app.velvet.api.image.Images;
import app.velvet.api.image.ServedImages;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.token.Caller;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Objects;

/** Users' pictures. Made at the start, which fails without a place for them. */
@ApplicationScoped
@Startup
public class Avatars {

    /** In the paths of their images. */
    private static final String PLACE = "users";

    private final Images images;
    private final ImageUrls urls;
    private final ImageUploads uploads;

    Avatars(Images images, ImageUrls urls, ImageUploads uploads) {
        this.images = images;
        this.urls = urls;
        this.uploads = uploads;
    }

    void serve(@Observes Router router, ServedImages served) {
        served.serve(router, PLACE);
    }

    @Scheduled(every = "1m", identity = "removal of images", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> removeDue() {
        return images.removeDue();
    }

    /** Where clients find his picture. */
    public UserImage image(User user) {
        return image(user.avatar());
    }

    /** @param name see {@link User#avatar} */
    UserImage image(String name) {
        return new UserImage(urls.view(name));
    }

    /** See {@link ImageUploads#store}. */
    public Uni<FieldPatch<String>> store(FieldPatch<ImageUpload> given, Caller caller) {
        return uploads.store(given, PLACE, caller);
    }

    /** In the transaction in which a user gets a stored image, or loses his; emits whether it is another one than before. */
    public Uni<Boolean> change(User user, FieldPatch<String> avatar, Instant now) {
        var before = user.avatar();
        var after = avatar.over(before);
        if (Objects.equals(before, after)) {
            return Uni.createFrom().item(false);
        }
        user.changeAvatar(after, now);
        return images.replace(before, after, user.companyId()).replaceWith(true);
    }
}
