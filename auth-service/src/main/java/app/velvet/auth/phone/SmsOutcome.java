package app.velvet.auth.phone;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import java.util.List;
import java.util.Map;

/** What sending a message has led to. */
sealed interface SmsOutcome {

    /** Fails with {@link PhoneError#NUMBER_REFUSED}, or with {@link ApiError#UNAVAILABLE} where it is not the number's fault. */
    void requireAccepted();

    /** The provider will see to it. */
    record Accepted() implements SmsOutcome {

        @Override
        public void requireAccepted() {}
    }

    /** It sends nothing to this number. Its reason may quote the number: for the user's eyes, not for a log. */
    record NumberRefused(String reason) implements SmsOutcome {

        @Override
        public void requireAccepted() {
            throw new RefusedException(PhoneError.NUMBER_REFUSED, reason).withErrors(Map.of("phone", List.of(reason)));
        }

        @Override
        public String toString() {
            return "NumberRefused";
        }
    }

    /** It is away, or does not serve us; it is logged why. */
    record Failed() implements SmsOutcome {

        @Override
        public void requireAccepted() {
            throw new RefusedException(ApiError.UNAVAILABLE);
        }
    }
}
