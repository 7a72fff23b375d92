package app.velvet.events.command;

import app.velvet.events.trace.Traces;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where commands wait for the services that are to carry them out. */
@ApplicationScoped
public class PendingCommands {

    /** A command that is wanted again is the one that waits already. */
    private static final String ADD = """
            insert into pending_command (company_id, service, path, key, body, traceparent, due_at)
            select added.company_id, added.service, added.path, added.key, added.body, cast(:traceparent as text),
                   now() + make_interval(secs => :later)
              from unnest(cast(:companyIds as bigint[]), cast(:services as text[]), cast(:paths as text[]),
                          cast(:keys as text[]), cast(:bodies as text[]))
                   with ordinality as added (company_id, service, path, key, body, place)
             order by added.place
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
        var services = commands.stream().map(Command::service).distinct().toList();
        return add(commands, Duration.ZERO)
                .chain(() -> each(
                        services,
                        (session, service) -> session.createNativeQuery(WAKE)
                                .setParameter("service", service)
                                .getResultList()));
    }

    /**
     * The same for commands that the caller is about to deliver himself, because he wants the answer: they are delivered as
     * always unless he has {@linkplain #forget forgotten} them by then.
     *
     * @param patience how long they are left to him
     */
    public Uni<Void> add(List<Command> commands, Duration patience) {
        return commands.isEmpty()
                ? Uni.createFrom().voidItem()
                : Panache.getSession()
                        .chain(session -> session.createNativeQuery(ADD)
                                .setParameter("companyIds", columns(commands, Command::companyId, Long[]::new))
                                .setParameter("services", columns(commands, Command::service, String[]::new))
                                .setParameter("paths", columns(commands, Command::path, String[]::new))
                                .setParameter("keys", columns(commands, Command::key, String[]::new))
                                .setParameter("bodies", columns(commands, this::json, String[]::new))
                                .setParameter("traceparent", Traces.current().orElse(null))
                                .setParameter("later", patience.toMillis() / 1000.0)
                                .executeUpdate())
                        .replaceWithVoid();
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

    private static <T> Uni<Void> each(List<T> things, BiFunction<Mutiny.Session, T, Uni<?>> statement) {
        return Panache.getSession()
                .chain(session -> Multi.createFrom()
                        .iterable(things)
                        .call(thing -> statement.apply(session, thing))
                        .onItem()
                        .ignoreAsUni());
    }

    private static <T> T[] columns(List<Command> commands, Function<Command, T> column, IntFunction<T[]> array) {
        return commands.stream().map(column).toArray(array);
    }

    private String json(Command command) {
        try {
            return mapper.writeValueAsString(command.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: the body of a command", e);
        }
    }
}
