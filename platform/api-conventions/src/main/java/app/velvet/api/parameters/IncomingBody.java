package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Takes the body of one request in and reads its parameters. What comes in faster than it can be dealt with is left to
 * the network; what is large is dealt with off the event loop. Whatever goes wrong, the request is answered.
 */
final class IncomingBody {

    private static final int LARGEST_ON_EVENT_LOOP = 64 * 1024;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final BodyType type;
    private final ParameterBudget budget;
    private final Consumer<Parameters> whenRead;

    private long size;
    private Buffer text;
    private MultipartBody parts;
    private boolean complete;

    IncomingBody(RoutingContext context, ParameterBudget budget, Consumer<Parameters> whenRead) {
        this.context = context;
        this.request = context.request();
        this.type = BodyType.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        this.budget = budget;
        this.whenRead = whenRead;
    }

    /** Whether the request's headers announce a body, if perhaps an empty one. */
    static boolean isAnnounced(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    void take() {
        // Quarkus has paused the request, and to set a handler resumes it unless it was paused by hand.
        request.pause();
        request.exceptionHandler(broken -> discard());
        request.handler(chunk -> answering(() -> take(chunk)));
        request.endHandler(end -> answering(this::end));
        answering(this::start);
    }

    private void start() {
        checkHeaders();
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.fetch(type == BodyType.MULTIPART ? 1 : Long.MAX_VALUE);
    }

    private void checkHeaders() {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(ApiError.UNSUPPORTED_MEDIA_TYPE);
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null) {
            BodyLimits.check(statedLength(length), type.limit());
        }
    }

    private static long statedLength(String length) {
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException notOne) {
            throw new RefusedException(ApiError.BAD_REQUEST);
        }
    }

    private void take(Buffer chunk) {
        size += chunk.length();
        BodyLimits.check(size, type.limit());
        switch (type) {
            case FORM, JSON -> text = text == null ? chunk.copy() : text.appendBuffer(chunk);
            case MULTIPART -> takeParts(chunk);
            case UNKNOWN -> refuseUnlessEmpty(chunk);
        }
    }

    private static void refuseUnlessEmpty(Buffer chunk) {
        if (chunk.length() > 0) {
            throw new RefusedException(ApiError.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private void takeParts(Buffer chunk) {
        if (parts == null) {
            parts = new MultipartBody(request.getHeader(HttpHeaders.CONTENT_TYPE), budget);
            context.addEndHandler(answered -> discard());
        }
        offEventLoop(() -> parts.add(chunk))
                .onSuccess(taken -> request.fetch(1))
                .onFailure(this::fail);
    }

    private void end() {
        complete = true;
        if (parts != null) {
            offEventLoop(parts::end).onSuccess(this::hand).onFailure(this::fail);
        } else if (text == null || text.length() <= LARGEST_ON_EVENT_LOOP) {
            hand(parsed());
        } else {
            offEventLoop(this::parsed).onSuccess(this::hand).onFailure(this::fail);
        }
    }

    private Parameters parsed() {
        if (text == null) {
            return Parameters.NONE;
        }
        if (type == BodyType.JSON) {
            return JsonParameters.read(text.getBytes(), budget);
        }
        var tree = new ParameterTree(budget);
        UrlEncoded.read(text.getBytes(), tree);
        return tree.frozen();
    }

    private void hand(Parameters parameters) {
        text = null;
        answering(() -> whenRead.accept(parameters));
    }

    private void discard() {
        text = null;
        if (parts != null) {
            offEventLoop(parts::close);
        }
    }

    /** An exception in a handler of a Vert.x stream is nobody's: without this the request would hang. */
    private void answering(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (!complete) {
            complete = true;
            new UnwantedBody(context).letPass();
        }
        context.fail(failure);
    }

    private <T> Future<T> offEventLoop(Callable<T> work) {
        return context.vertx().executeBlocking(work, false);
    }

    private Future<Void> offEventLoop(Runnable work) {
        return offEventLoop(() -> {
            work.run();
            return null;
        });
    }
}
