package app.velvet.sync.pull;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.http.FilterOrder;
import app.velvet.api.token.Caller;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/**
 * Answers idle pulls before an endpoint is chosen: they are most of all requests, and choosing and calling one would take longer
 * than the answer. Whatever is not answered here is left to {@link LastChangesResource}, which would answer these too.
 */
@Singleton
class IdlePullFilter {

    private final IdlePulls idlePulls;
    private final AnswerStream answers;

    IdlePullFilter(IdlePulls idlePulls, AnswerStream answers) {
        this.idlePulls = idlePulls;
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
                .flatMap(caller -> nothing(caller, request))
                .ifPresentOrElse(nothing -> send(request, nothing), request::next);
    }

    private Optional<Buffer> nothing(Caller caller, RoutingContext request) {
        try {
            var pull = Pull.of(request, caller.companyId());
            return pull.manner().patience().isZero()
                    ? idlePulls.find(caller, pull).map(answers::nothing)
                    : Optional.empty();
        } catch (InvalidFieldsException wrong) {
            return Optional.empty();
        }
    }

    private static void send(RoutingContext request, Buffer nothing) {
        StreamedAnswer.allowCompression(request);
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .end(nothing);
    }
}
