package app.velvet.api.error;

import app.velvet.api.http.RequestId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers what goes wrong outside of JAX-RS: in filters, in authentication, where no endpoint is found. */
@Singleton
class RequestErrors {

    /** What Vert.x answers by itself, unless asked not to. */
    private static final List<Integer> OF_VERTX = List.of(400, 404, 405, 406, 413, 414, 415, 431, 500, 503);

    private static final String JSON = "application/json;charset=UTF-8";

    private final ErrorAnswers answers;
    private final ObjectMapper json;

    RequestErrors(ErrorAnswers answers, ObjectMapper json) {
        this.answers = answers;
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
        OF_VERTX.forEach(status -> router.errorHandler(status, this::answer));
    }

    private void answer(RoutingContext context) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // What was sent so far must not be taken for the whole.
            context.request().connection().close();
            return;
        }
        send(context, answerTo(context));
    }

    private ErrorAnswer answerTo(RoutingContext context) {
        var failure = context.failure();
        boolean vertxKnowsBetter = context.statusCode() >= 400 && context.statusCode() != 500;
        if (failure == null || vertxKnowsBetter && Failures.answerTo(failure).isEmpty()) {
            return answers.to(context.statusCode());
        }
        return answers.to(failure);
    }

    private void send(RoutingContext context, ErrorAnswer answer) {
        var body = written(answer);
        // What Vert.x itself refuses has passed no filter.
        RequestId.stamp(context);
        var response = context.response();
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        response.putHeader(HttpHeaderNames.CONTENT_TYPE, JSON);
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    private Buffer written(ErrorAnswer answer) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
