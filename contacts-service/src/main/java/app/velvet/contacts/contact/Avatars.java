package app.velvet.contacts.contact;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.image.ImageUploads;
import app.velvet.api.image.ImageUrls;
import app.velvet.api.image.Images;
import app.velvet.api.image.ServedImages;
import app.velvet.api.parameters.FieldPatch;
import app.velvet.api.throttle.Throttle;
import app.velvet.api.token.Caller;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Contacts' pictures. Made at the start, which fails without a place for them. */
@ApplicationScoped
@Startup
class Avatars {

    /** In the paths of their images. */
    static final String PLACE = "contacts";

    private final Images images;
    private final ImageUrls urls;
    private final ImageUploads uploads;
    private final Throttle throttle;

    Avatars(Images images, ImageUrls urls, ImageUploads uploads, Throttle throttle) {
        this.images = images;
        this.urls = urls;
        this.uploads = uploads;
        this.throttle = throttle;
    }

    void serve(@Observes Router router, ServedImages served) {
        served.serve(router, PLACE);
    }

    @Scheduled(every = "1m", identity = "removal of images", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> removeDue() {
        return images.removeDue();
    }

    /** Of uploads, which are all that is limited here. */
    @Scheduled(every = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetWhatNoLongerCounts() {
        return throttle.forgetWhatNoLongerCounts();
    }

    /** See {@link ImageUploads#store}. */
    Uni<FieldPatch<String>> store(FieldPatch<ImageUpload> given, Caller caller) {
        return uploads.store(given, PLACE, caller);
    }

    /** In the transaction in which a contact gets a stored image, or loses its own. */
    Uni<Void> change(Contact contact, FieldPatch<String> avatar) {
        var before = contact.avatar();
        var after = avatar.over(before);
        contact.changeAvatar(after, urls.view(after));
        return images.replace(before, after, contact.companyId());
    }
}
