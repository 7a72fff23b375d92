package app.velvet.venues.picture;

import app.velvet.api.image.ImageUpload;
import app.velvet.api.image.ImageUploads;
import app.velvet.api.image.ImageUrls;
import app.velvet.api.image.ImageView;
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

/** The images of venues, events and artists. Made at the start, which fails without a place for them. */
@ApplicationScoped
@Startup
public class Pictures {

    /** What an image is of. */
    public enum Subject {
        VENUE("venues"),
        EVENT("events"),
        ARTIST("artists");

        /** In the paths of its images. */
        private final String place;

        Subject(String place) {
            this.place = place;
        }
    }

    private final Images images;
    private final ImageUrls urls;
    private final ImageUploads uploads;
    private final Throttle throttle;

    Pictures(Images images, ImageUrls urls, ImageUploads uploads, Throttle throttle) {
        this.images = images;
        this.urls = urls;
        this.uploads = uploads;
        this.throttle = throttle;
    }

    void serve(@Observes Router router, ServedImages served) {
        for (var subject : Subject.values()) {
            served.serve(router, subject.place);
        }
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

    /** See {@link ImageUploads#store}: to be called before the transaction of the request begins. */
    public Uni<FieldPatch<String>> store(FieldPatch<ImageUpload> given, Subject subject, Caller caller) {
        return uploads.store(given, subject.place, caller);
    }

    /** See {@link Images#replace}: in the transaction in which the image takes the place of the other one. */
    public Uni<Void> replace(String before, String after, long companyId) {
        return images.replace(before, after, companyId);
    }

    /** Where clients find an image. */
    public ImageView view(String name) {
        return urls.view(name);
    }
}
