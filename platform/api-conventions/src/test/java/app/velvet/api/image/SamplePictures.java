package app.velvet.api.image;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What has images in these tests. */
@ApplicationScoped
public class SamplePictures {

    static final String PLACE = "samples";

    private final Images images;

    SamplePictures(Images images) {
        this.images = images;
    }

    void serve(@Observes Router router, ServedImages served) {
        served.serve(router, PLACE);
    }

    @WithTransaction
    public Uni<Void> replace(String before, String after) {
        return images.replace(before, after, 1);
    }

    @WithTransaction
    public Uni<Void> replaceAndFail(String before, String after) {
        return images.replace(before, after, 1).onItem().failWith(() -> new RefusedException(ApiError.CONFLICT));
    }
}
