package app.velvet.api.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A program for operators: it calls the internal API of the service beside which it runs, with a token that it signs with the
 * key of that service. So the key stays where it is, and nothing has to reach the API from outside. What to send is read from
 * the standard input, as JSON; the answer goes to the standard output. It is here, and not in the one service that has such calls
 * for operators, because services' tokens are.
 *
 * <p>It ends with 0 if the call was answered as successful, with 1 if it was refused or not answered, and with 2 if it cannot be
 * made. Its environment is the service's: {@code VELVET_INTERNAL_KEY_FILE} and {@code QUARKUS_HTTP_PORT}.
 */
public final class InternalCall {

    private static final String HELP = """
            Calls the internal API of the service beside which this runs. What to send is read from the standard input, to its end.
            Arguments: the name of the service, the method, the path, e.g. auth-service POST /internal/companies""";

    private static final String OPERATOR = "operator";
    private static final String USUAL_PORT = "8080";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int NOT_MADE = 2;

    private InternalCall() {}

    public static void main(String[] arguments) throws InterruptedException {
        // Services log with it; being on the class path, it complains amid the answer if it is not the one in use.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(run(arguments));
    }

    private static int run(String... arguments) throws InterruptedException {
        if (arguments.length != 3) {
            System.err.println(HELP);
            return NOT_MADE;
        }
        try {
            var answer = send(request(arguments[0], arguments[1], arguments[2], standardInput()));
            System.out.println(answer.body());
            return answer.statusCode() / 100 == 2 ? DONE : REFUSED;
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException impossible) {
            System.err.println(impossible.getMessage());
            return NOT_MADE;
        } catch (IOException unanswered) {
            System.err.println("No answer: " + unanswered);
            return REFUSED;
        }
    }

    private static byte[] standardInput() {
        try {
            return System.in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The standard input cannot be read", e);
        }
    }

    private static HttpRequest request(String service, String method, String path, byte[] body) {
        var keys = new ServiceKeys(
                Optional.ofNullable(System.getenv("VELVET_INTERNAL_KEY_FILE")).map(Path::of));
        var port = Optional.ofNullable(System.getenv("QUARKUS_HTTP_PORT")).orElse(USUAL_PORT);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header(ServiceTokens.HEADER, new ServiceTokens(OPERATOR, keys, Clock.systemUTC()).issue(service))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
