package app.velvet.events.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where commands wait for the services that are to carry them out. */
@ApplicationScoped
public class PendingCommands {

    /** A command that is wanted again is the one that waits already. */
    private static final String ADD = """
            insert into pending_command (company_id, service, path, key, body, due_at)
            values (:companyId, :service, :path, :key, :body, now() + make_interval(secs => :later))
            on conflict do nothing
            """;

    private static final String FORGET =
            "delete from pending_command where company_id = :companyId and service = :service and key = :key";
    private static final String WITHDRAW =
            "delete from pending_command where company_id = :companyId and service = :service"
                    + " and starts_with(key, :beginning)";

    private static final String WAKE = "select pg_notify('" + CommandSender.CHANNEL + "', :service)";

    private final ObjectMapper mapper;

    PendingCommands(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Stores the commands in the current session's transaction: if that rolls back, nobody hears of them. */
    public Uni<Void> add(List<Command> commands) {
        return each(
                commands,
                (session, command) -> add(session, command, Duration.ZERO)
                        .chain(() -> session.createNativeQuery(WAKE)
                                .setParameter("service", command.service())
                                .getResultList()));
    }

    /**
     * The same for commands that the caller is about to deliver himself, because he wants the answer: they are delivered as
     * always unless he has {@linkplain #forget forgotten} them by then.
     *
     * @param patience how long they are left to him
     */
    public Uni<Void> add(List<Command> commands, Duration patience) {
        return each(commands, (session, command) -> add(session, command, patience));
    }

    /** Forgets commands that have been accepted, in the current session's transaction. */
    public Uni<Void> forget(List<Command> commands) {
        return each(
                commands,
                (session, command) -> session.createNativeQuery(FORGET)
                        .setParameter("companyId", command.companyId())
                        .setParameter("service", command.service())
                        .setParameter("key", command.key())
                        .executeUpdate());
    }

    /**
     * Takes back, in the current session's transaction, what nobody wants any more; what is being delivered at this moment may
     * be carried out nevertheless.
     *
     * @param beginning of the keys, e.g. {@code reservation/17/note/}
     */
    public Uni<Void> withdraw(long companyId, String service, String beginning) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(WITHDRAW)
                        .setParameter("companyId", companyId)
                        .setParameter("service", service)
                        .setParameter("beginning", beginning)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> each(List<Command> commands, BiFunction<Mutiny.Session, Command, Uni<?>> statement) {
        return Panache.getSession()
                .chain(session -> Multi.createFrom()
                        .iterable(commands)
                        .call(command -> statement.apply(session, command))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Integer> add(Mutiny.Session session, Command command, Duration later) {
        return session.createNativeQuery(ADD)
                .setParameter("companyId", command.companyId())
                .setParameter("service", command.service())
                .setParameter("path", command.path())
                .setParameter("key", command.key())
                .setParameter("body", json(command))
                .setParameter("later", later.toMillis() / 1000.0)
                .executeUpdate();
    }

    private String json(Command command) {
        try {
            return mapper.writeValueAsString(command.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: the body of a command", e);
        }
    }
}
