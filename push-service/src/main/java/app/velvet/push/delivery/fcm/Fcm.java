package app.velvet.push.delivery.fcm;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.DeliveryOutcome.Failed;
import app.velvet.push.delivery.Push;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A client of <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages/send">FCM's HTTP v1 API</a>
 * that keeps its connections open. Thread-safe.
 */
public final class Fcm implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Fcm.class);

    private static final int HTTPS = 443;
    private static final int UNAUTHORIZED = 401;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Duration answerTimeout;
    private final Clock clock;
    private final AccessTokens tokens;
    private final HttpClient http;
    private final RequestOptions request;

    /**
     * Connects with the first push.
     *
     * @throws IllegalArgumentException if the key or the certificates are not readable, or neither names a project
     */
    public Fcm(FcmSettings settings, Vertx vertx, Clock clock) {
        this.answerTimeout = settings.answerTimeout();
        this.clock = clock;
        this.tokens = new AccessTokens(
                settings,
                task -> vertx.executeBlocking(() -> {
                    task.run();
                    return null;
                }));
        this.http = client(settings, vertx);
        this.request = request(settings.url(), project(settings, tokens));
    }

    private static HttpClient client(FcmSettings settings, Vertx vertx) {
        var options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSsl(true)
                .setUseAlpn(true)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                // Whoever sends makes a span of it, in the trace of what it tells of.
                .setTracingPolicy(TracingPolicy.IGNORE);
        if (settings.trustFile() != null) {
            options.setTrustOptions(
                    new PemTrustOptions().addCertPath(settings.trustFile().toString()));
        }
        return vertx.createHttpClient(options, new PoolOptions().setHttp2MaxSize(settings.connections()));
    }

    private static RequestOptions request(URI url, String project) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(url.getPort() < 0 ? HTTPS : url.getPort())
                .setSsl(true)
                .setURI("/v1/projects/" + project + "/messages:send")
                .putHeader("Content-Type", "application/json; charset=utf-8");
    }

    private static String project(FcmSettings settings, AccessTokens tokens) {
        var project = settings.projectId() == null ? tokens.projectId() : settings.projectId();
        if (project == null) {
            throw new IllegalArgumentException(
                    "velvet.fcm.credentials-file names no project, so velvet.fcm.project-id must");
        }
        return project;
    }

    /** An access token is waited for as long as the answer is. */
    Duration longestSend() {
        return answerTimeout.multipliedBy(2);
    }

    /** @return never fails */
    CompletionStage<DeliveryOutcome> send(Push push) {
        return tokens.authorization()
                .orTimeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((authorization, failure) -> failure == null
                        ? exchange(push, authorization)
                        : Future.<DeliveryOutcome>succeededFuture(new Failed("NoAccessToken"))
                                .toCompletionStage())
                .thenCompose(outcome -> outcome);
    }

    private CompletionStage<DeliveryOutcome> exchange(Push push, String authorization) {
        var asked = http.request(new RequestOptions(request));
        return asked.compose(open -> post(open, push, authorization))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(answerTimeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> {
                    asked.onSuccess(HttpClientRequest::reset);
                    return failed(failure);
                });
    }

    private Future<DeliveryOutcome> post(HttpClientRequest open, Push push, String authorization) {
        return open.exceptionHandler(Fcm::ignore)
                .putHeader("Authorization", authorization)
                .send(Buffer.buffer(FcmMessage.of(push, clock.instant())))
                .compose(response -> outcome(response, authorization));
    }

    private Future<DeliveryOutcome> outcome(HttpClientResponse response, String authorization) {
        if (response.statusCode() == UNAUTHORIZED) {
            tokens.refused(authorization);
        }
        return response.body().map(body -> FcmAnswer.outcome(response, body, clock));
    }

    /** The answer fails with it; without this Vert.x would report it as an error of its own for each push. */
    private static void ignore(Throwable lost) {}

    private static DeliveryOutcome failed(Throwable failure) {
        var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        LOG.debug("FCM was not reached", cause);
        return new Failed(cause instanceof TimeoutException ? "Timeout" : "ConnectionLost");
    }

    @Override
    public void close() {
        http.close();
    }
}
