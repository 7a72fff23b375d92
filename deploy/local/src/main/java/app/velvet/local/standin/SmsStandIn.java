package app.velvet.local.standin;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Twilio's call that sends a message, with its checks of credentials and numbers.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource">Twilio: create a message</a>
 */
final class SmsStandIn {

    private static final Pattern PATH = Pattern.compile("/2010-04-01/Accounts/(AC[0-9a-f]{32})/Messages\\.json");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final int LONGEST_BODY = 1_600;

    private final Arrivals arrivals;

    SmsStandIn(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    static boolean isFor(HttpServerRequest request) {
        return PATH.matcher(request.path()).matches();
    }

    void handle(HttpServerRequest request) {
        if (request.method() != HttpMethod.POST) {
            refuse(request, 405, 20004, "Method not allowed");
        } else if (request.getHeader("Authorization") == null
                || !request.getHeader("Authorization").startsWith("Basic ")) {
            refuse(request, 401, 20003, "Authenticate");
        } else {
            request.setExpectMultipart(true).end().onSuccess(read -> send(request, request.formAttributes()));
        }
    }

    private void send(HttpServerRequest request, MultiMap message) {
        String to = message.get("To");
        String from = message.get("From");
        String body = message.get("Body");
        if (to == null) {
            refuse(request, 400, 21604, "A 'To' phone number is required.");
        } else if (!NUMBER.matcher(to).matches()) {
            refuse(request, 400, 21211, "Invalid 'To' Phone Number: " + to);
        } else if (from == null) {
            refuse(request, 400, 21603, "A 'From' phone number is required.");
        } else if (body == null || body.isEmpty()) {
            refuse(request, 400, 21602, "Message body is required.");
        } else if (body.length() > LONGEST_BODY) {
            refuse(request, 400, 21617, "The concatenated message body exceeds the 1600 character limit");
        } else {
            arrivals.add(Arrival.now(Arrival.Kind.SMS, to, "", body, Map.of("from", from)));
            JsonObject sent = new JsonObject()
                    .put("sid", "SM" + UUID.randomUUID().toString().replace("-", ""))
                    .put("status", "queued")
                    .put("to", to)
                    .put("from", from)
                    .put("body", body);
            answer(request, 201, sent);
        }
    }

    private static void refuse(HttpServerRequest request, int status, int code, String message) {
        answer(
                request,
                status,
                new JsonObject()
                        .put("code", code)
                        .put("message", message)
                        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                        .put("status", status));
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode());
    }
}
