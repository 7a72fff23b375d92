package app.velvet.api.image;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Hands images out, to everybody who knows their names. They are read piece by piece, as fast as the client takes them, and
 * never on an event loop.
 */
@ApplicationScoped
public class ServedImages {

    private static final Logger LOG = Logger.getLogger(ServedImages.class);
    private static final int PIECE = 64 * 1024;
    private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

    private final ImageStore store;

    ServedImages(ImageStore store) {
        this.store = store;
    }

    /** @param place whose images this service has, see {@link Images#store} */
    public void serve(Router router, String place) {
        router.route(ImageUrls.PATH + place + "/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::answer);
    }

    private void answer(RoutingContext context) {
        var file = ImageFile.find(context.request().path().substring(ImageUrls.PATH.length()))
                .orElseThrow(ServedImages::nothingThere);
        context.vertx()
                .executeBlocking(() -> open(file), false)
                .compose(opened -> Future.succeededFuture(opened)
                        .compose(it -> answer(context, file, it))
                        .onComplete(done -> close(context, opened.content())))
                .onFailure(context::fail);
    }

    /** What cannot be read must be refused before anything is said about it, least of all that it may be kept for a year. */
    private Opened open(ImageFile file) {
        try {
            var content = store.find(file).orElseThrow(ServedImages::nothingThere);
            try {
                return new Opened(content, next(content));
            } catch (IOException | RuntimeException e) {
                content.close();
                throw e;
            }
        } catch (IOException e) {
            LOG.error("The image store cannot be reached", e);
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
    }

    private static RefusedException nothingThere() {
        return new RefusedException(ApiError.NO_SUCH_URL);
    }

    private Future<Void> answer(RoutingContext context, ImageFile file, Opened opened) {
        // What is under a name never becomes different.
        var tag = '"' + file.image().token() + '-' + file.variant().wireName() + '"';
        var response = context.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, FOR_A_YEAR)
                .putHeader(HttpHeaders.ETAG, tag)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "default-src 'none'");
        if (isKnown(tag, context)) {
            return response.setStatusCode(304).end();
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        String.valueOf(opened.content().bytes()));
        return context.request().method() == HttpMethod.HEAD
                ? response.end()
                : send(context, opened.content(), opened.first());
    }

    /** See <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, 13.1.2</a>. */
    private static boolean isKnown(String tag, RoutingContext context) {
        var known = Optional.ofNullable(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))
                .orElse("");
        return known.strip().equals("*") || known.contains(tag);
    }

    private Future<Void> send(RoutingContext context, ImageStore.Content content, byte[] piece) {
        if (piece.length == 0) {
            return context.response().end();
        }
        return context.response()
                .write(Buffer.buffer(piece))
                .compose(sent -> context.vertx().executeBlocking(() -> next(content), false))
                .compose(following -> send(context, content, following));
    }

    /** Empty at the end. */
    private static byte[] next(ImageStore.Content content) throws IOException {
        return content.stream().readNBytes(PIECE);
    }

    private static void close(RoutingContext context, ImageStore.Content content) {
        context.vertx().executeBlocking(() -> {
            try {
                content.close();
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** @param first its beginning, which has been read already */
    private record Opened(ImageStore.Content content, byte[] first) {}
}
