package app.velvet.api.idempotency;

import io.vertx.pgclient.PgException;

/** Recognises PostgreSQL's {@code lock_not_available}, however deep Hibernate has wrapped it. */
final class LockTimeouts {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private LockTimeouts() {}

    static boolean isOne(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && LOCK_NOT_AVAILABLE.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
