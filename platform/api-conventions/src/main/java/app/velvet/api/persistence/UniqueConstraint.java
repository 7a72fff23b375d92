package app.velvet.api.persistence;

import io.vertx.pgclient.PgException;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Recognises that the database refused something as already taken: of those who claim it at once and all find it free,
 * this is what every one but the first meets when he stores it.
 *
 * <pre>{@code
 * session.persist(tag).call(session::flush)
 *         .onFailure(UniqueConstraint.violation("uq_tag_name"))
 *         .transform(race -> new RefusedException(TagError.NAME_IN_USE));
 * }</pre>
 */
public final class UniqueConstraint {

    private UniqueConstraint() {}

    /** @param names of constraints or unique indexes; of others a violation is a fault of ours */
    public static Predicate<Throwable> violation(String... names) {
        var constraints = Set.of(names);
        return failure -> {
            for (var cause = failure; cause != null; cause = cause.getCause()) {
                if (isOneOf(constraints, constraintOf(cause))) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Hibernate does not always keep the failure that the database gave it. */
    private static String constraintOf(Throwable failure) {
        if (failure instanceof PgException refused) {
            return refused.getConstraint();
        }
        return failure instanceof ConstraintViolationException violation ? violation.getConstraintName() : null;
    }

    private static boolean isOneOf(Set<String> constraints, String name) {
        return name != null && constraints.contains(name);
    }
}
