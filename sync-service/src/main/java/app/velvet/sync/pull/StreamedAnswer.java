package app.velvet.sync.pull;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.RestMulti;

/** An answer whose parts are JSON together, as a resource returns it. */
final class StreamedAnswer {

    private StreamedAnswer() {}

    static Multi<Buffer> of(Multi<Buffer> parts, RoutingContext request) {
        allowCompression(request);
        return RestMulti.fromMultiData(parts).encodeAsJsonArray(false).build();
    }

    /** Quarkus marks every answer as not to be compressed and takes that back by content type, but not from streams. */
    private static void allowCompression(RoutingContext request) {
        request.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
    }
}
