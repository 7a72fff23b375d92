package app.velvet.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway before a service that reads requests and then fails: "nothing was changed" would be a lie. */
class LostAnswersTest {

    private static final String ROUTES = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: service
            spec:
              rules:
                - matches:
                    - path: {type: PathPrefix, value: /api}
                  backendRefs:
                    - {name: service, port: 8080}
            """;
    private static final Duration SHORT = Duration.ofMillis(200);

    /** What a service does after it has read a request. */
    private interface Failure {

        void happen(Socket connection) throws IOException;
    }

    @TempDir
    private Path folder;

    private final BlockingQueue<String> read = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private ServerSocket service;

    @BeforeEach
    void start() throws IOException {
        service = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
        vertx.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aConnectionThatIsLostAfterTheRequestLeavesTheOutcomeUnknown(HttpClient.Version version) throws Exception {
        serve(Socket::close);

        HttpResponse<String> answer = post(gateway(Gateway.PATIENCE), version);

        assertThat(read.poll(10, TimeUnit.SECONDS)).isEqualTo("contact[name]=Ann");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body())
                .isEqualTo("{\"status_code\":502,\"message\":\"The connection to the service was lost: whether the"
                        + " request was carried out is unknown. It is safe to repeat a request that has an"
                        + " Idempotency-Key\"}");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("kept-1");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aServiceThatDoesNotAnswerInTimeLeavesTheOutcomeUnknown(HttpClient.Version version) throws Exception {
        serve(silent -> {});

        HttpResponse<String> answer = post(gateway(SHORT), version);

        assertThat(read.poll(10, TimeUnit.SECONDS)).isEqualTo("contact[name]=Ann");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body())
                .isEqualTo("{\"status_code\":504,\"message\":\"The service did not answer in time: whether the request"
                        + " was carried out is unknown. It is safe to repeat a request that has an Idempotency-Key\"}");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void anAnswerThatIsCutOffIsNoWholeAnswerForTheClientEither(HttpClient.Version version) throws Exception {
        serve(connection -> {
            connection.getOutputStream().write("""
                    HTTP/1.1 200 OK\r
                    Transfer-Encoding: chunked\r
                    \r
                    8\r
                    {"id":12\r
                    """.getBytes(StandardCharsets.US_ASCII));
            connection.close();
        });
        int gateway = gateway(Gateway.PATIENCE);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> post(gateway, version));
    }

    private void serve(Failure failure) {
        Thread thread = new Thread(() -> {
            try {
                // not closed here: that is for the failure to do
                Socket connection = service.accept();
                read.add(body(connection));
                failure.happen(connection);
            } catch (IOException closed) {
                // the test is over
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String body(Socket connection) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        int length = 0;
        for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
            if (line.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        char[] body = new char[length];
        for (int i = 0; i < length; i++) {
            body[i] = (char) request.read();
        }
        return new String(body);
    }

    private int gateway(Duration patience) throws Exception {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), ROUTES);
        return new Gateway(vertx, 0, Routes.read(routes), Map.of("service", service.getLocalPort()), patience)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    /** Posts on a connection that has been used before: only from its second request on it is one of HTTP/2. */
    private static HttpResponse<String> post(int gateway, HttpClient.Version version) throws Exception {
        URI url = URI.create("http://localhost:" + gateway);
        HttpClient client = HttpClient.newBuilder().version(version).build();
        client.send(HttpRequest.newBuilder(url.resolve("/nowhere")).build(), BodyHandlers.discarding());
        return client.send(
                HttpRequest.newBuilder(url.resolve("/api/v1/contacts"))
                        .timeout(Duration.ofSeconds(10))
                        .header("X-Request-Id", "kept-1")
                        .POST(BodyPublishers.ofString("contact[name]=Ann"))
                        .build(),
                BodyHandlers.ofString());
    }
}
