package app.velvet.api.error;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import java.net.SocketException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.hibernate.StaleStateException;

/** Tells what a failure means to a client. */
final class Failures {

    private static final int DEEPEST_CAUSE = 16;

    private Failures() {}

    /** Empty if it is a fault of ours, of which the client learns nothing. */
    static Optional<ErrorAnswer> answerTo(Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            var answer = answerToThis(cause);
            if (answer.isPresent()) {
                return answer;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /** Empty if no client can get this status by what it sends. */
    static Optional<ErrorAnswer> answerTo(int status) {
        return Optional.ofNullable(
                        switch (status) {
                            case 400 -> ApiError.BAD_REQUEST;
                            case 401 -> ApiError.TOKEN_REQUIRED;
                            case 403 -> ApiError.NOT_PERMITTED;
                            case 404 -> ApiError.NO_SUCH_URL;
                            case 405 -> ApiError.METHOD_NOT_ALLOWED;
                            case 406 -> ApiError.NOT_ACCEPTABLE;
                            case 408 -> ApiError.REQUEST_TIMEOUT;
                            case 409 -> ApiError.CONFLICT;
                            case 413 -> ApiError.TOO_LARGE;
                            case 414 -> ApiError.URL_TOO_LONG;
                            case 415 -> ApiError.UNSUPPORTED_MEDIA_TYPE;
                            case 431 -> ApiError.HEADERS_TOO_LARGE;
                            case 503 -> ApiError.UNAVAILABLE;
                            default -> null;
                        })
                .map(ErrorAnswer::of);
    }

    private static Optional<ErrorAnswer> answerToThis(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return Optional.of(ErrorAnswer.of(refused));
        }
        if (failure instanceof WebApplicationException http) {
            return answerTo(http.getResponse().getStatus());
        }
        if (failure instanceof HttpException http) {
            return answerTo(http.getStatusCode());
        }
        return Optional.ofNullable(errorOf(failure)).map(ErrorAnswer::of);
    }

    private static ApiError errorOf(Throwable failure) {
        if (failure instanceof DatabaseException database) {
            return ofSqlState(database.getSqlState());
        }
        if (failure instanceof SQLException database) {
            return ofSqlState(database.getSQLState());
        }
        if (failure instanceof AuthenticationException && failure.getCause() == null) {
            return ApiError.INVALID_TOKEN;
        }
        if (failure instanceof UnauthorizedException) {
            return ApiError.TOKEN_REQUIRED;
        }
        if (failure instanceof ForbiddenException) {
            return ApiError.NOT_PERMITTED;
        }
        if (failure instanceof StaleStateException || failure instanceof OptimisticLockException) {
            return ApiError.CONFLICT;
        }
        return isOutage(failure) ? ApiError.UNAVAILABLE : null;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || failure instanceof TimeoutException
                || failure instanceof RejectedExecutionException;
    }

    /** See <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error codes</a>. */
    private static ApiError ofSqlState(String sqlState) {
        if (sqlState == null || sqlState.length() != 5) {
            return null;
        }
        return switch (sqlState) {
            case "23503", "23505", "23P01" -> ApiError.CONFLICT;
            case "25006", "25P03", "25P04", "40001", "40P01", "55P03", "57014" -> ApiError.UNAVAILABLE;
            default ->
                switch (sqlState.substring(0, 2)) {
                    case "08", "53", "57", "58" -> ApiError.UNAVAILABLE;
                    default -> null;
                };
        };
    }
}
