package app.velvet.sync.pull;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.http.FilterOrder;
import app.velvet.api.token.Caller;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers pulls of which the answer is short before an endpoint is chosen: they are most of all requests, and choosing and calling
 * one would take as long as the answer. Whatever is not answered here is left to {@link LastChangesResource}, which would answer
 * these too.
 */
@Singleton
class ShortAnswers {

    /** As all other answers say it. */
    private static final String JSON = "application/json;charset=UTF-8";

    private final PullService pulls;
    private final AnswerStream answers;

    ShortAnswers(PullService pulls, AnswerStream answers) {
        this.pulls = pulls;
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, FilterOrder.AUTHORIZED);
    }

    private void answer(RoutingContext request) {
        if (request.request().method() != HttpMethod.GET
                || !LastChangesResource.PATH.equals(request.request().path())) {
            request.next();
            return;
        }
        CurrentCaller.of(request)
                .ifPresentOrElse(
                        caller -> pull(request, caller)
                                .ifPresentOrElse(pull -> answer(request, caller, pull), request::next),
                        request::next);
    }

    /** Empty if it is wrong, or may wait. */
    private static Optional<Pull> pull(RoutingContext request, Caller caller) {
        try {
            return Optional.of(Pull.of(request, caller.companyId()))
                    .filter(pull -> pull.manner().patience().isZero());
        } catch (InvalidFieldsException wrong) {
            return Optional.empty();
        }
    }

    private void answer(RoutingContext request, Caller caller, Pull pull) {
        pulls.open(caller, pull)
                .subscribe()
                .with(
                        opening -> answers.whole(opening)
                                .ifPresentOrElse(
                                        answer -> send(request, answer),
                                        () -> leave(request, Uni.createFrom().item(opening))),
                        failure -> leave(request, Uni.createFrom().failure(failure)));
    }

    /** To the resource, which answers in parts, and knows how to say what has failed. */
    private static void leave(RoutingContext request, Uni<Opening> opening) {
        Opening.keep(opening, request);
        request.next();
    }

    private static void send(RoutingContext request, Buffer answer) {
        StreamedAnswer.allowCompression(request);
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(answer);
    }
}
