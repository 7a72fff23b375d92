package app.velvet.events.outbox;

import static io.quarkus.hibernate.orm.runtime.PersistenceUnitUtil.DEFAULT_PERSISTENCE_UNIT_NAME;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.hibernate.reactive.panache.common.runtime.SessionOperations;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes around every transaction that begins at {@link WithTransaction}: a deadlock's victim is tried again from its
 * beginning, a lock that is not had in time is a 503 for the client, and no company takes more than its share of the
 * connections.
 *
 * <p>The work of a transaction is therefore done more than once now and then, and must have no effect outside of it.
 */
@Interceptor
@WithTransaction
@Priority(PatientTransactions.OUTSIDE_OF_TRANSACTION)
class PatientTransactions {

    /** The transaction's own interceptor has 200. */
    static final int OUTSIDE_OF_TRANSACTION = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private static final String DEADLOCK_DETECTED = "40P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int RETRIES = 4;

    private final CompanyShares shares;
    private final CurrentCaller caller;
    private final CurrentVertxRequest request;

    PatientTransactions(CompanyShares shares, CurrentCaller caller, CurrentVertxRequest request) {
        this.shares = shares;
        this.caller = caller;
        this.request = request;
    }

    @AroundInvoke
    Object transact(InvocationContext invocation) throws Exception {
        if (!Uni.class.equals(invocation.getMethod().getReturnType())) {
            return invocation.proceed();
        }
        return Uni.createFrom().deferred(() -> isInsideAnother() ? proceed(invocation) : outermost(invocation));
    }

    private static boolean isInsideAnother() {
        var session = SessionOperations.getCurrentSession(DEFAULT_PERSISTENCE_UNIT_NAME);
        return session != null && session.currentTransaction() != null;
    }

    private Uni<Object> outermost(InvocationContext invocation) {
        var transaction = Uni.createFrom()
                .deferred(() -> proceed(invocation))
                .onFailure(failure -> hasState(failure, DEADLOCK_DETECTED))
                .retry()
                .atMost(RETRIES)
                .onFailure(PatientTransactions::heldUp)
                .transform(failure -> new RefusedException(ApiError.UNAVAILABLE));
        return company()
                .map(companyId -> shares.within(companyId, backWhereItCameFrom(transaction)))
                .orElse(transaction);
    }

    /**
     * Whoever had to wait for his company's share is called by the one who leaves, in that other request's context: its
     * session is there, and its caller. Everything is therefore captured before the wait and taken up again after it.
     */
    private static <T> Supplier<Uni<T>> backWhereItCameFrom(Uni<T> work) {
        var origin = Vertx.currentContext();
        var returned = work.runSubscriptionOn(task -> {
            if (origin == null || origin == Vertx.currentContext()) {
                task.run();
            } else {
                origin.runOnContext(ignored -> task.run());
            }
        });
        return () -> returned;
    }

    /** The caller's company; work that no request called for, and sign-ins, are not limited. */
    private Optional<Long> company() {
        boolean inRequest = Arc.container().requestContext().isActive() && request.getCurrent() != null;
        return inRequest ? caller.find().map(Caller::companyId) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Uni<Object> proceed(InvocationContext invocation) {
        try {
            return (Uni<Object>) invocation.proceed();
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }

    private static boolean heldUp(Throwable failure) {
        return hasState(failure, DEADLOCK_DETECTED) || hasState(failure, LOCK_NOT_AVAILABLE);
    }

    /** In the driver's exception if COMMIT fails, in Hibernate's translation of it if a statement does. */
    private static boolean hasState(Throwable failure, String sqlState) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && sqlState.equals(refused.getSqlState())
                    || cause instanceof SQLException translated && sqlState.equals(translated.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
