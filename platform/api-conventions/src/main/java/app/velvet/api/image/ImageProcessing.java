package app.velvet.api.image;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.image.format.UnreadableImageException;
import app.velvet.api.work.OffEventLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Makes of uploads what is stored of them. That costs seconds of a processor and much memory, so few are worked on at once,
 * on threads of their own, and few wait: the {@code Uni} fails with {@link ApiError#UNAVAILABLE} when too many do.
 *
 * <p>It is made with what uses it, which in a service that has images is at the start, and warns then.
 */
@Singleton
class ImageProcessing {

    private static final Logger LOG = Logger.getLogger(ImageProcessing.class);

    private final ImageCodec codec;
    private final ExecutorService threads;

    ImageProcessing(ImageSettings settings, ImageCodec codec, MeterRegistry metrics) {
        this.codec = codec;
        var waiting = new ArrayBlockingQueue<Runnable>(settings.waiting());
        var pool = new ThreadPoolExecutor(
                settings.threads(), settings.threads(), 0, TimeUnit.SECONDS, waiting, ImageProcessing::thread);
        threads = ExecutorServiceMetrics.monitor(metrics, pool, "images", List.of());
        codec.warning().ifPresent(LOG::warn);
    }

    /**
     * Emits on the Vert.x context on which it was subscribed to. Fails with an {@link InvalidFieldsException} that names the
     * field if the upload is no image that is accepted.
     */
    Uni<Renditions> render(ImageUpload upload) {
        return OffEventLoop.run(() -> rendered(upload), threads);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private Renditions rendered(ImageUpload upload) {
        try {
            return codec.render(upload.content());
        } catch (UnreadableImageException refused) {
            throw new InvalidFieldsException(upload.field(), refused.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError tooMuchAtOnce) {
            LOG.error("An image did not fit into memory beside everything else", tooMuchAtOnce);
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "image");
        thread.setDaemon(true);
        return thread;
    }
}
