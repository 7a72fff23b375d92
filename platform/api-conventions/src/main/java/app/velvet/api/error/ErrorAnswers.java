package app.velvet.api.error;

import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Decides the answer to whatever went wrong, and logs what nobody expected. */
@Singleton
public class ErrorAnswers {

    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    /** Never null. What is a fault of ours, or an outage, is in the log under the request's id. */
    public ErrorAnswer to(Throwable failure) {
        var answer = Failures.answerTo(failure).orElse(null);
        if (answer == null) {
            LOG.error("A request failed unexpectedly", LoggedFailure.of(failure));
            return ErrorAnswer.of(ApiError.UNEXPECTED);
        }
        if (answer.status() == ApiError.UNAVAILABLE.status() && !(failure instanceof RefusedException)) {
            LOG.warn("A request failed because something is out of reach", LoggedFailure.of(failure));
        }
        return answer;
    }

    /** The answer where there is no exception, only a status. */
    ErrorAnswer to(int status) {
        return Failures.answerTo(status).orElseGet(() -> {
            LOG.errorf("A request failed unexpectedly, with status %d", status);
            return ErrorAnswer.of(ApiError.UNEXPECTED);
        });
    }
}
