package app.velvet.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import app.velvet.testing.Ports;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway before a service that remembers what reaches it, over real sockets. */
class GatewayTest {

    private static final String ROUTES = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: echo
            spec:
              rules:
                - matches:
                    - path: {type: PathPrefix, value: /echo}
                  backendRefs:
                    - {name: echo, port: 8080}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: gone
            spec:
              rules:
                - matches:
                    - path: {type: PathPrefix, value: /gone}
                  backendRefs:
                    - {name: gone, port: 8080}
            """;

    private record Seen(String method, String uri, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : String.join("|", values);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();

    private static HttpServer service;
    private static Vertx vertx;
    private static int port;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", GatewayTest::remember);
        service.setExecutor(Executors.newCachedThreadPool());
        service.start();
        Path routes = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        Map<String, Integer> ports = Map.of("echo", service.getAddress().getPort(), "gone", Ports.free());
        port = new Gateway(vertx, 0, Routes.read(routes), ports, Gateway.PATIENCE)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    private static void remember(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        SEEN.add(new Seen(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        byte[] answer = "{\"answered\":true}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Link", "</next>; rel=\"next\"");
        exchange.sendResponseHeaders(207, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @AfterAll
    static void stop() {
        service.stop(0);
        vertx.close();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "POST", "PUT"})
    void passesABodyOfKnownLengthOnEveryMethod(String method) throws Exception {
        HttpResponse<String> answer = send(method, "/echo/1?a=b%20c", BodyPublishers.ofString("auth_token=t"));

        assertThat(answer.statusCode()).isEqualTo(207);
        assertThat(answer.body()).isEqualTo("{\"answered\":true}");
        assertThat(answer.headers().firstValue("Link")).contains("</next>; rel=\"next\"");
        assertThat(SEEN).singleElement().satisfies(seen -> {
            assertThat(seen.method()).isEqualTo(method);
            assertThat(seen.uri()).isEqualTo("/echo/1?a=b%20c");
            assertThat(seen.text()).isEqualTo("auth_token=t");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "POST", "PUT"})
    void passesAChunkedBodyOnEveryMethod(String method) throws Exception {
        send(method, "/echo", chunked(new byte[200_000]));

        assertThat(SEEN)
                .singleElement()
                .satisfies(seen -> assertThat(seen.body()).hasSize(200_000));
    }

    @Test
    void saysWhoTheClientIsWhateverTheClientClaims() throws Exception {
        send(HttpRequest.newBuilder(uri("/echo"))
                .header("X-Forwarded-For", "10.1.2.3")
                .header("Forwarded", "for=10.1.2.3")
                .header("X-Forwarded-Host", "evil.example")
                .header("Velvet-Service-Token", "stolen")
                .header("X-Request-Id", "kept-1")
                .build());

        assertThat(SEEN).singleElement().satisfies(seen -> {
            assertThat(seen.header("X-forwarded-for")).isEqualTo("127.0.0.1");
            assertThat(seen.header("X-forwarded-host")).isEqualTo("localhost:" + port);
            assertThat(seen.header("Forwarded")).isNull();
            assertThat(seen.header("Velvet-service-token")).isNull();
            assertThat(seen.header("X-request-id")).isEqualTo("kept-1");
        });
    }

    @Test
    void answersAnUnroutedPathInTheServicesForm() throws Exception {
        HttpResponse<String> answer = get("/internal/companies");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"status_code\":404,\"message\":\"Not found\"}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[a-z0-9-]{36}");
    }

    @Test
    void answersThatAServiceIsDown() throws Exception {
        HttpResponse<String> answer = send("POST", "/gone", BodyPublishers.ofString("x=1"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status_code\":503,\"message\":\"Service is temporarily unavailable\"}");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(get("/echo").statusCode()).isEqualTo(207);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/echo/../internal/companies",
                "/echo/%2e%2e/internal/companies",
                "/echo/.%2E/internal",
                "/echo/..%2finternal",
                "/echo/..;/internal",
                "/echo/..",
            })
    void refusesAPathThatAServiceWouldReadAsAnother(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("{\"status_code\":400,\"message\":\"Bad request\"}");
        assertThat(SEEN).isEmpty();
    }

    @Test
    void refusesABodyThatSaysItIsTooLong() throws IOException {
        assertThat(raw("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 26000000\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"status_code\":413,\"message\":\"Request body is too large\"}");
    }

    @Test
    void refusesAChunkedBodyWhenItHasBecomeTooLong() throws Exception {
        HttpResponse<String> answer = send("POST", "/echo", chunked(new byte[26_000_000]));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(get("/echo").statusCode()).isEqualTo(207);
    }

    @Test
    void refusesWhatIsLongerThanItReads() throws IOException {
        assertThat(raw("GET /echo?" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
        assertThat(raw("GET /echo HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(80_000) + "\r\n\r\n"))
                .contains(" 431 ");
        assertThat(raw("what is this\r\n\r\n")).contains(" 400 ");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).method(method, body).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return http.send(request, BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private static BodyPublisher chunked(byte[] content) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content));
    }

    /** Sends what no client would, and returns the answer up to the end of its JSON. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            InputStream input = socket.getInputStream();
            for (int next = input.read(); next != -1 && next != '}'; next = input.read()) {
                answer.append((char) next);
            }
            return answer.append('}').toString();
        }
    }
}
