package app.velvet.auth.phone;

import app.velvet.api.value.PhoneNumbers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Twilio's REST API.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource">Twilio: create a
 *     message</a>
 */
@ApplicationScoped
class TwilioSms implements SmsSender {

    private static final Logger LOG = Logger.getLogger(TwilioSms.class);

    /**
     * What is wrong with the number that a message is for, and not with us: not a number, out of reach, in a region that is
     * not served, unsubscribed, not a mobile one. See <a href="https://www.twilio.com/docs/api/errors">Twilio's codes</a>.
     */
    private static final Set<Integer> ABOUT_THE_NUMBER =
            Set.of(21211, 21214, 21217, 21265, 21408, 21610, 21612, 21614, 21635);

    private final TwilioSettings settings;
    private final HttpClient http;

    TwilioSms(TwilioSettings settings, Vertx vertx) {
        this.settings = settings;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) settings.timeout().toMillis())
                // The path holds the account, and a trace is none of Twilio's business.
                .setTracingPolicy(TracingPolicy.IGNORE));
    }

    /** Half an account is a mistake. */
    void start(@Observes StartupEvent starting) {
        long given = Stream.of(settings.accountSid(), settings.authToken(), settings.from())
                .filter(setting -> setting.isPresent())
                .count();
        if (given == 0) {
            LOG.warn("No verification codes are sent: velvet.sms.twilio.account-sid is not set");
        } else if (given < 3) {
            throw new IllegalStateException("velvet.sms.twilio.account-sid, auth-token and from are needed together");
        }
    }

    @Override
    public Uni<SmsOutcome> send(String phone, String text) {
        if (settings.accountSid().isEmpty()) {
            return Uni.createFrom().item(new SmsOutcome.Failed());
        }
        return http.request(request())
                .chain(request -> request.send(form(phone, text)))
                .chain(response -> response.body().map(body -> outcome(response.statusCode(), body)))
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .onFailure()
                .recoverWithItem(TwilioSms::outOfReach);
    }

    private RequestOptions request() {
        var sid = settings.accountSid().orElseThrow();
        var credentials = sid + ":" + settings.authToken().orElseThrow();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.url() + "/2010-04-01/Accounts/" + sid + "/Messages.json")
                .setTimeout(settings.timeout().toMillis())
                .putHeader("Content-Type", "application/x-www-form-urlencoded")
                .putHeader(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private String form(String phone, String text) {
        var fields = Map.of("To", dialled(phone), "From", settings.from().orElseThrow(), "Body", text);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** As E.164 has it: with the country, which only North American numbers are spelled without. */
    private static String dialled(String phone) {
        return (phone.startsWith("(") ? "+1" : "+") + PhoneNumbers.digits(phone);
    }

    private static SmsOutcome outcome(int status, Buffer body) {
        if (status == 201) {
            return new SmsOutcome.Accepted();
        }
        var error = error(body);
        int code = error.getValue("code") instanceof Integer number ? number : 0;
        if (status == 400 && ABOUT_THE_NUMBER.contains(code)) {
            return new SmsOutcome.NumberRefused(String.valueOf(error.getValue("message")));
        }
        LOG.warnf("Twilio sends no message status=%d code=%d", status, code);
        return new SmsOutcome.Failed();
    }

    /** Empty if it is none: a proxy on the way answers what it likes. */
    private static JsonObject error(Buffer body) {
        try {
            return new JsonObject(body.toString());
        } catch (DecodeException notJson) {
            return new JsonObject();
        }
    }

    private static SmsOutcome outOfReach(Throwable failure) {
        LOG.warnf("Twilio is out of reach failure=%s", failure.getClass().getName());
        return new SmsOutcome.Failed();
    }
}
