package app.velvet.auth.phone;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Twilio, as far as a sender can tell. It misbehaves when told to, once for each message. */
final class Twilio implements AutoCloseable {

    private static final String PATH = "/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Messages.json";
    /** What the account's sid and its secret make. */
    private static final String CREDENTIALS =
            "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjphIHNlY3JldCBvZiBUd2lsaW8=";

    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Queue<Handler<HttpServerRequest>> faults = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** A message that came, accepted or not. */
    record Message(String to, String from, String body) {

        String code() {
            var code = CODE.matcher(body);
            if (!code.find()) {
                throw new AssertionError("No code in " + body);
            }
            return code.group();
        }
    }

    Twilio(Vertx vertx, String url) {
        int port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** The next message is answered with this status and, as Twilio does, what the error is. */
    void answer(int status, int code, String message) {
        faults.add(request -> answer(
                request,
                status,
                new JsonObject()
                        .put("code", code)
                        .put("message", message)
                        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                        .put("status", status)));
    }

    void answer(int status, String body) {
        faults.add(request -> request.response().setStatusCode(status).end(body));
    }

    void closeConnection() {
        faults.add(request -> request.connection().close());
    }

    void stayAway() {
        faults.add(request -> {});
    }

    /** Of all messages to a number, as Twilio spells it, in order. */
    List<Message> to(String number) {
        return messages.stream().filter(message -> message.to().equals(number)).toList();
    }

    private void handle(HttpServerRequest request) {
        if (!request.path().equals(PATH) || request.method() != HttpMethod.POST) {
            request.response().setStatusCode(404).end();
        } else if (!CREDENTIALS.equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
        } else {
            request.setExpectMultipart(true).end().onSuccess(read -> receive(request));
        }
    }

    private void receive(HttpServerRequest request) {
        var form = request.formAttributes();
        messages.add(new Message(form.get("To"), form.get("From"), form.get("Body")));
        var fault = faults.poll();
        if (fault == null) {
            answer(request, 201, new JsonObject().put("status", "queued"));
        } else {
            fault.handle(request);
        }
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
