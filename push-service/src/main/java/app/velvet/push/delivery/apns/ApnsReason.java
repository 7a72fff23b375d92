package app.velvet.push.delivery.apns;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.Meaning;
import app.velvet.push.delivery.ProviderReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What APNs says when it does not accept a push, and what that means for us. See <a
 * href="https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns">Handling
 * notification responses from APNs</a>.
 *
 * <p>What is wrong with our credentials is mended by an operator, and no push is to be lost meanwhile: such refusals are
 * tried again.
 */
enum ApnsReason implements ProviderReason {
    BAD_COLLAPSE_ID(400, "BadCollapseId", Meaning.GIVE_UP),
    BAD_DEVICE_TOKEN(400, "BadDeviceToken", Meaning.DEVICE_DEAD),
    BAD_EXPIRATION_DATE(400, "BadExpirationDate", Meaning.GIVE_UP),
    BAD_MESSAGE_ID(400, "BadMessageId", Meaning.GIVE_UP),
    BAD_PRIORITY(400, "BadPriority", Meaning.GIVE_UP),
    BAD_TOPIC(400, "BadTopic", Meaning.GIVE_UP),
    DEVICE_TOKEN_NOT_FOR_TOPIC(400, "DeviceTokenNotForTopic", Meaning.GIVE_UP),
    DUPLICATE_HEADERS(400, "DuplicateHeaders", Meaning.GIVE_UP),
    IDLE_TIMEOUT(400, "IdleTimeout", Meaning.TRY_AGAIN),
    INVALID_PUSH_TYPE(400, "InvalidPushType", Meaning.GIVE_UP),
    MISSING_DEVICE_TOKEN(400, "MissingDeviceToken", Meaning.GIVE_UP),
    MISSING_TOPIC(400, "MissingTopic", Meaning.GIVE_UP),
    PAYLOAD_EMPTY(400, "PayloadEmpty", Meaning.GIVE_UP),
    TOPIC_DISALLOWED(400, "TopicDisallowed", Meaning.GIVE_UP),
    BAD_CERTIFICATE(403, "BadCertificate", Meaning.TRY_AGAIN),
    BAD_CERTIFICATE_ENVIRONMENT(403, "BadCertificateEnvironment", Meaning.TRY_AGAIN),
    BAD_ENVIRONMENT_KEY_ID_IN_TOKEN(403, "BadEnvironmentKeyIdInToken", Meaning.TRY_AGAIN),
    EXPIRED_PROVIDER_TOKEN(403, "ExpiredProviderToken", Meaning.TRY_AGAIN),
    FORBIDDEN(403, "Forbidden", Meaning.GIVE_UP),
    INVALID_PROVIDER_TOKEN(403, "InvalidProviderToken", Meaning.TRY_AGAIN),
    MISSING_PROVIDER_TOKEN(403, "MissingProviderToken", Meaning.TRY_AGAIN),
    UNRELATED_KEY_ID_IN_TOKEN(403, "UnrelatedKeyIdInToken", Meaning.TRY_AGAIN),
    BAD_PATH(404, "BadPath", Meaning.GIVE_UP),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed", Meaning.GIVE_UP),
    EXPIRED_TOKEN(410, "ExpiredToken", Meaning.DEVICE_DEAD),
    UNREGISTERED(410, "Unregistered", Meaning.DEVICE_DEAD),
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge", Meaning.GIVE_UP),
    TOO_MANY_PROVIDER_TOKEN_UPDATES(429, "TooManyProviderTokenUpdates", Meaning.TRY_AGAIN),
    TOO_MANY_REQUESTS(429, "TooManyRequests", Meaning.TRY_AGAIN),
    INTERNAL_SERVER_ERROR(500, "InternalServerError", Meaning.TRY_AGAIN),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable", Meaning.TRY_AGAIN),
    SHUTDOWN(503, "Shutdown", Meaning.TRY_AGAIN);

    private static final Map<String, ApnsReason> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(reason -> reason.text, Function.identity()));

    private final int status;
    private final String text;
    private final Meaning meaning;

    ApnsReason(int status, String text, Meaning meaning) {
        this.status = status;
        this.text = text;
        this.meaning = meaning;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    /**
     * @param text what APNs says; null if it says nothing
     * @param deadSince from when on it has not known the device; null if it does not say
     * @param retryAfter how long it asks to be left alone
     */
    static DeliveryOutcome outcome(int status, String text, Instant deadSince, Duration retryAfter) {
        var reason = text == null ? "Status" + status : text;
        return meaning(status, text).outcome(reason, deadSince, retryAfter);
    }

    /** A reason that is not in Apple's table yet means what its status says. */
    private static Meaning meaning(int status, String text) {
        var known = text == null ? null : BY_TEXT.get(text);
        if (known != null) {
            return known.meaning;
        }
        if (status == 410) {
            return Meaning.DEVICE_DEAD;
        }
        return status == 429 || status >= 500 ? Meaning.TRY_AGAIN : Meaning.GIVE_UP;
    }
}
