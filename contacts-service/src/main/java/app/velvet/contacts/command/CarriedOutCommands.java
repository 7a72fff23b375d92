package app.velvet.contacts.command;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.CallingService;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.query.TypedParameterValue;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.type.StandardBasicTypes;

/** Does what a service commands once, however often it is delivered. */
@ApplicationScoped
public class CarriedOutCommands {

    /** Waits for who is at the same command; a key that he gives free by failing is then this transaction's. */
    private static final String CLAIM = """
            insert into carried_out_command (company_id, service, key) values (:companyId, :service, :key)
            on conflict on constraint pk_carried_out_command do nothing
            """;

    private static final String KEEP = "update carried_out_command set result_id = :resultId" + Key.CONDITION;
    private static final String FIND = "select result_id from carried_out_command" + Key.CONDITION;

    private record Key(long companyId, String service, String name) {

        static final String CONDITION = " where company_id = :companyId and service = :service and key = :key";

        <Q extends Mutiny.AbstractQuery> Q of(Q query) {
            query.setParameter("companyId", companyId);
            query.setParameter("service", service);
            query.setParameter("key", name);
            return query;
        }
    }

    private final RoutingContext request;
    private final CallingService service;

    CarriedOutCommands(RoutingContext request, CallingService service) {
        this.request = request;
        this.service = service;
    }

    /**
     * Carries out the command of the current request in the current transaction: the key and what was done commit together
     * or not at all.
     *
     * @param work emits the id of what it made, or empty; done at most once per key
     * @return what the work emitted, now or the first time; fails with {@link CommandError}, or as the work does
     */
    public Uni<Optional<Long>> once(long companyId, Supplier<Uni<Optional<Long>>> work) {
        var key = new Key(companyId, service.require(), requireKey());
        return Panache.getSession()
                .chain(session -> key.of(session.createNativeQuery(CLAIM)).executeUpdate())
                .chain(claimed -> claimed == 1 ? work.get().call(result -> keep(key, result)) : find(key));
    }

    private String requireKey() {
        var key = request.request().getHeader(Idempotency.HEADER);
        if (key == null || key.isBlank() || key.length() > Idempotency.LONGEST_KEY) {
            throw new RefusedException(CommandError.KEY_REQUIRED);
        }
        return key;
    }

    private static Uni<Integer> keep(Key key, Optional<Long> resultId) {
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .chain(session -> key.of(session.createNativeQuery(KEEP))
                        .setParameter(
                                "resultId", new TypedParameterValue<>(StandardBasicTypes.LONG, resultId.orElse(null)))
                        .executeUpdate());
    }

    private static Uni<Optional<Long>> find(Key key) {
        return Panache.getSession()
                .chain(session ->
                        key.of(session.createNativeQuery(FIND, Long.class)).getResultList())
                .map(found -> Optional.ofNullable(found.get(0)));
    }
}
