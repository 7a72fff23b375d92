package app.velvet.auth;

import io.vertx.pgclient.PgException;

/** Tells by which constraint the database refused something. */
public final class UniqueConstraint {

    private UniqueConstraint() {}

    public static boolean isViolated(Throwable failure, String constraint) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && constraint.equals(refused.getConstraint())) {
                return true;
            }
        }
        return false;
    }
}
