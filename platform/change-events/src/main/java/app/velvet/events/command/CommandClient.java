package app.velvet.events.command;

import app.velvet.api.token.ServiceTokens;
import app.velvet.events.ChangeHeaders;
import app.velvet.events.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.semconv.HttpAttributes;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hands commands to one service. */
final class CommandClient {

    /** Of the statuses of HTTP. */
    private static final int FIRST_ERROR = 400;

    private final HttpClient http;
    private final CommandTarget target;
    private final Supplier<String> serviceToken;
    private final Duration answerTimeout;
    private final Traces traces;

    CommandClient(CommandTarget target, Supplier<String> serviceToken, Duration answerTimeout, Traces traces) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answerTimeout)
                .build();
        this.target = target;
        this.serviceToken = serviceToken;
        this.answerTimeout = answerTimeout;
        this.traces = traces;
    }

    /** @return never fails */
    CompletableFuture<CommandOutcome> send(DueCommand command) {
        var span = traces.calling("POST", command.path(), command.traceparent());
        var request = HttpRequest.newBuilder(target.address().resolve(command.path()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", command.key())
                .header(ServiceTokens.HEADER, serviceToken.get())
                .POST(BodyPublishers.ofString(command.body()));
        Traces.traceparent(span).ifPresent(traceparent -> request.header(ChangeHeaders.TRACE_PARENT, traceparent));
        return http.sendAsync(request.build(), BodyHandlers.discarding())
                .orTimeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(HttpResponse::statusCode)
                .whenComplete((status, failure) -> end(span, status, failure))
                .thenApply(CommandOutcome::ofStatus)
                .exceptionally(failure -> CommandOutcome.MISSING);
    }

    private static void end(Span span, Integer status, Throwable failure) {
        if (status != null) {
            span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, status.longValue());
        }
        if (failure != null || status >= FIRST_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
