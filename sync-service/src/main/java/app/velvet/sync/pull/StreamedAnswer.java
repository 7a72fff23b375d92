package app.velvet.sync.pull;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.TokenError;
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
        var answered = parts.onFailure(StreamedAnswer::isEndedSession).transform(ended -> refusal(request));
        return RestMulti.fromMultiData(answered).encodeAsJsonArray(false).build();
    }

    /** Quarkus marks every answer as not to be compressed and takes that back by content type, but not from these. */
    static void allowCompression(RoutingContext request) {
        request.response().headers().remove(HttpHeaders.CONTENT_ENCODING);
    }

    private static boolean isEndedSession(Throwable failure) {
        return failure instanceof RefusedException refused && refused.refusal() == ApiError.INVALID_TOKEN;
    }

    /** As it would have been refused when the request came. */
    private static RefusedException refusal(RoutingContext request) {
        var header = request.request().headers().get(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer", 0, "Bearer".length())
                ? new RefusedException(TokenError.INVALID_BEARER_TOKEN)
                        .withHeader(jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                : new RefusedException(ApiError.INVALID_TOKEN);
    }
}
