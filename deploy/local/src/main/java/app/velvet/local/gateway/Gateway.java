package app.velvet.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Passes requests on to the services, bodies of GET and DELETE included, and answers what it must by itself in the form
 * of the services' own errors. It tells a service who the client is; what a client says about that is dropped.
 */
public final class Gateway {

    private static final String LOOPBACK = "127.0.0.1";

    /** What the largest accepted upload, 20 MB, comes to with all that a form adds. */
    private static final long LARGEST_BODY = 24L << 20;

    /** More than the services accept: they refuse in their own words. */
    private static final int LONGEST_URL = 48 << 10;

    private static final int LARGEST_HEADERS = 64 << 10;
    private static final int CONNECTIONS_PER_SERVICE = 8_192;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

    /** Longer than a long poll is silent. */
    static final Duration PATIENCE = Duration.ofSeconds(100);

    /** Longer than our patience, so that the client gets to know when it has ended. */
    private static final int IDLE_TIMEOUT_SECONDS = 120;

    private static final String SERVICE = "service";
    private static final String CONNECTED = "connected";
    private static final List<String> CLAIMS_OF_A_PROXY =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");
    private static final String TOKEN_BETWEEN_SERVICES = "Velvet-Service-Token";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern ACCEPTABLE_REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** A segment "." or "..", encoded or not: a service would resolve it to a path that was not matched here. */
    private static final Pattern DOT_SEGMENT =
            Pattern.compile("(?i)(?:/|\\\\|%2f|%5c)(?:\\.|%2e){1,2}(?:/|\\\\|;|%2f|%5c|%3b|$)");

    private final Routes routes;
    private final Map<String, Integer> ports;
    private final Duration patience;
    private final HttpServer server;

    /**
     * @param port where to listen; 0 for any free port
     * @param ports the port of each service
     * @param patience how long a service may take until its answer begins
     */
    Gateway(Vertx vertx, int port, Routes routes, Map<String, Integer> ports, Duration patience) {
        this.routes = routes;
        this.ports = ports;
        this.patience = patience;
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
        HttpProxy proxy = HttpProxy.reverseProxy(client).origin(this::connect).addInterceptor(new ProxyInterceptor() {
            @Override
            public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                return forward(context);
            }
        });
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost(LOOPBACK)
                        .setPort(port)
                        .setMaxInitialLineLength(LONGEST_URL)
                        .setMaxHeaderSize(LARGEST_HEADERS)
                        .setIdleTimeout(IDLE_TIMEOUT_SECONDS))
                .requestHandler(proxy)
                .invalidRequestHandler(Gateway::refuse);
    }

    Future<HttpServer> listen() {
        return server.listen();
    }

    private Future<HttpClientRequest> connect(ProxyContext context) {
        int port = ports.get(context.get(SERVICE, String.class));
        RequestOptions request = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, LOOPBACK))
                .setIdleTimeout(patience.toMillis());
        return context.client().request(request).onSuccess(connected -> context.set(CONNECTED, true));
    }

    private Future<ProxyResponse> forward(ProxyContext context) {
        ProxyRequest request = context.request();
        if (DOT_SEGMENT.matcher(request.proxiedRequest().path()).find()) {
            return answer(request, GatewayError.BAD_REQUEST);
        }
        Optional<String> service = routes.serviceFor(request.proxiedRequest().path());
        if (service.isEmpty()) {
            return answer(request, GatewayError.NO_SUCH_URL);
        }
        if (request.getBody().length() > LARGEST_BODY) {
            return answer(request, GatewayError.TOO_LARGE);
        }
        LimitedBody body = new LimitedBody(request.getBody().stream(), LARGEST_BODY);
        request.setBody(Body.body(body, request.getBody().length()));
        context.set(SERVICE, service.get());
        tellWhoTheClientIs(request);
        return context.sendRequest()
                .recover(failure ->
                        answer(request, body.isExceeded() ? GatewayError.TOO_LARGE : errorOf(failure, context)));
    }

    /** Only without a connection is it certain that the service has done nothing. */
    private static GatewayError errorOf(Throwable failure, ProxyContext context) {
        if (context.get(CONNECTED, Boolean.class) == null) {
            return GatewayError.UNAVAILABLE;
        }
        return failure instanceof TimeoutException ? GatewayError.ANSWER_LATE : GatewayError.ANSWER_LOST;
    }

    private static void tellWhoTheClientIs(ProxyRequest request) {
        HttpServerRequest incoming = request.proxiedRequest();
        CLAIMS_OF_A_PROXY.forEach(request.headers()::remove);
        request.headers().remove(TOKEN_BETWEEN_SERVICES);
        request.putHeader("X-Forwarded-For", incoming.remoteAddress().hostAddress());
        request.putHeader("X-Forwarded-Proto", incoming.scheme());
        if (incoming.authority() != null) {
            request.putHeader("X-Forwarded-Host", incoming.authority().toString());
        }
    }

    private static Future<ProxyResponse> answer(ProxyRequest request, GatewayError error) {
        String requestId = requestId(request.proxiedRequest());
        // Of HTTP/2, a request that has been read to its end refuses to be read on.
        if (!request.proxiedRequest().isEnded()) {
            request.release();
        }
        ProxyResponse response = request.response().setStatusCode(error.status());
        headers(error, requestId).forEach(response::putHeader);
        return Future.succeededFuture(response.setBody(Body.body(Buffer.buffer(error.body()))));
    }

    /** Refuses what is not HTTP, or more of it than we read. */
    private static void refuse(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        GatewayError error =
                switch (cause == null ? "" : cause.getClass().getSimpleName()) {
                    case "TooLongHttpLineException" -> GatewayError.URL_TOO_LONG;
                    case "TooLongHttpHeaderException" -> GatewayError.HEADERS_TOO_LARGE;
                    default -> GatewayError.BAD_REQUEST;
                };
        request.response().setStatusCode(error.status());
        headers(error, requestId(request)).forEach(request.response()::putHeader);
        request.response()
                .end(error.body())
                .onComplete(sent -> request.connection().close());
    }

    private static Map<String, String> headers(GatewayError error, String requestId) {
        Map<String, String> headers = new HashMap<>();
        headers.put(HttpHeaders.CONTENT_TYPE.toString(), "application/json;charset=UTF-8");
        headers.put(HttpHeaders.CACHE_CONTROL.toString(), "no-store");
        headers.put(REQUEST_ID, requestId);
        if (error == GatewayError.UNAVAILABLE) {
            headers.put(HttpHeaders.RETRY_AFTER.toString(), "1");
        }
        return headers;
    }

    private static String requestId(HttpServerRequest request) {
        String given = request.getHeader(REQUEST_ID);
        return given != null && ACCEPTABLE_REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    /**
     * Runs a gateway until its input ends. Arguments: the port, the files of the manifests, and for each service
     * {@code name=port}.
     */
    public static void main(String[] arguments) throws IOException {
        List<Path> manifests = new ArrayList<>();
        Map<String, Integer> ports = new HashMap<>();
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            String[] nameAndPort = argument.split("=");
            if (nameAndPort.length == 2) {
                ports.put(nameAndPort[0], Integer.valueOf(nameAndPort[1]));
            } else {
                manifests.add(Path.of(argument));
            }
        }
        Routes routes = Routes.read(manifests.toArray(Path[]::new));
        requireAll(routes, ports);
        new Gateway(Vertx.vertx(), Integer.parseInt(arguments[0]), routes, ports, PATIENCE)
                .listen()
                .onSuccess(listening -> System.out.println("listening"))
                .onFailure(failure -> {
                    System.err.println("The gateway did not start: " + failure.getMessage());
                    System.exit(1);
                });
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void requireAll(Routes routes, Map<String, Integer> ports) {
        List<String> missing = routes.services().stream()
                .filter(service -> !ports.containsKey(service))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Routed, but not part of this stack: " + missing);
        }
    }
}
