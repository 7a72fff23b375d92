package app.velvet.api.parameters;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * What is still to come of a body that was refused. A client that sends it would not read the answer, but meet a broken
 * connection, if the connection were closed at once
 * (<a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, 9.6</a>): so it may go on for a while, and what
 * it sends is thrown away.
 */
final class UnwantedBody {

    private static final long LONGEST_MILLIS = 10_000;
    private static final long MOST_BYTES = 64 << 20;

    private final RoutingContext context;
    private final HttpServerRequest request;

    private long passed;
    private boolean answered;
    private boolean ended;

    UnwantedBody(RoutingContext context) {
        this.context = context;
        this.request = context.request();
    }

    /** Call before the answer is written. The connection is closed after the answer and the end of the body. */
    void letPass() {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        long timer = context.vertx().setTimer(LONGEST_MILLIS, tooLong -> close());
        request.exceptionHandler(broken -> context.vertx().cancelTimer(timer));
        request.handler(this::pass);
        request.endHandler(end -> {
            context.vertx().cancelTimer(timer);
            ended = true;
            closeWhenOver();
        });
        context.addEndHandler(end -> {
            answered = true;
            closeWhenOver();
        });
        request.resume();
    }

    private void pass(Buffer chunk) {
        passed += chunk.length();
        if (passed > MOST_BYTES) {
            close();
        }
    }

    private void closeWhenOver() {
        if (answered && ended) {
            close();
        }
    }

    private void close() {
        request.connection().close();
    }
}
