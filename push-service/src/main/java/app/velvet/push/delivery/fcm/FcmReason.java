package app.velvet.push.delivery.fcm;

import app.velvet.push.delivery.DeliveryOutcome;
import app.velvet.push.delivery.Meaning;
import app.velvet.push.delivery.ProviderReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What FCM says when it does not accept a push, and what that means for us: its own <a
 * href="https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode">error codes</a> and, where it gives none, the <a
 * href="https://cloud.google.com/apis/design/errors">statuses</a> of all of Google's APIs. How long it is left alone follows
 * Google's <a href="https://firebase.google.com/docs/cloud-messaging/scale-fcm">advice</a>.
 *
 * <p>What is wrong with our credentials or our project is mended by an operator, and no push is to be lost meanwhile: such
 * refusals are tried again.
 */
enum FcmReason implements ProviderReason {
    /** The token is malformed, or the message is; that one of them was never good does not make a device dead. */
    INVALID_ARGUMENT(400, Meaning.GIVE_UP),
    THIRD_PARTY_AUTH_ERROR(401, Meaning.TRY_AGAIN),
    UNAUTHENTICATED(401, Meaning.TRY_AGAIN),
    PERMISSION_DENIED(403, Meaning.TRY_AGAIN),
    /** The device has registered with another project. */
    SENDER_ID_MISMATCH(403, Meaning.GIVE_UP),
    /** Unlike {@link #UNREGISTERED} it says that there is no such project. */
    NOT_FOUND(404, Meaning.TRY_AGAIN),
    UNREGISTERED(404, Meaning.DEVICE_DEAD),
    QUOTA_EXCEEDED(429, Meaning.TRY_AGAIN),
    RESOURCE_EXHAUSTED(429, Meaning.TRY_AGAIN),
    INTERNAL(500, Meaning.TRY_AGAIN),
    UNAVAILABLE(503, Meaning.TRY_AGAIN),
    DEADLINE_EXCEEDED(504, Meaning.TRY_AGAIN);

    /** Where it asks for no pause of its own after too many requests. */
    static final Duration PAUSE_OF_QUOTA = Duration.ofMinutes(1);

    private static final int TOO_MANY_REQUESTS = 429;

    private static final Map<String, FcmReason> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toMap(FcmReason::text, Function.identity()));

    private final int status;
    private final Meaning meaning;

    FcmReason(int status, Meaning meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String text() {
        return name();
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    static boolean isKnown(String text) {
        return BY_TEXT.containsKey(text);
    }

    /**
     * @param text what FCM says; null if it says nothing
     * @param retryAfter how long it asks to be left alone
     */
    static DeliveryOutcome outcome(int status, String text, Duration retryAfter) {
        var pause = status == TOO_MANY_REQUESTS && retryAfter.isZero() ? PAUSE_OF_QUOTA : retryAfter;
        return meaning(status, text).outcome(text == null ? "Status" + status : text, null, pause);
    }

    /** A reason that is not in Google's table yet means what its status says; it is no device's death. */
    private static Meaning meaning(int status, String text) {
        var known = text == null ? null : BY_TEXT.get(text);
        if (known != null) {
            return known.meaning;
        }
        return status == 400 ? Meaning.GIVE_UP : Meaning.TRY_AGAIN;
    }
}
