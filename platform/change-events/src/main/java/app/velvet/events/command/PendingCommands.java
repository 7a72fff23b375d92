package app.velvet.events.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Where commands wait for the services that are to carry them out. */
@ApplicationScoped
public class PendingCommands {

    /** A command that is wanted again is the one that waits already. */
    private static final String ADD = """
            insert into pending_command (company_id, service, path, key, body)
            values (:companyId, :service, :path, :key, :body)
            on conflict do nothing
            """;

    private static final String WAKE = "select pg_notify('" + CommandSender.CHANNEL + "', :service)";

    private final ObjectMapper mapper;

    PendingCommands(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Stores the commands in the current session's transaction: if that rolls back, nobody hears of them. */
    public Uni<Void> add(List<Command> commands) {
        return Panache.getSession()
                .chain(session -> Multi.createFrom()
                        .iterable(commands)
                        .call(command -> add(session, command))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> add(Mutiny.Session session, Command command) {
        return session.createNativeQuery(ADD)
                .setParameter("companyId", command.companyId())
                .setParameter("service", command.service())
                .setParameter("path", command.path())
                .setParameter("key", command.key())
                .setParameter("body", json(command))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(WAKE)
                        .setParameter("service", command.service())
                        .getResultList())
                .replaceWithVoid();
    }

    private String json(Command command) {
        try {
            return mapper.writeValueAsString(command.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: the body of a command", e);
        }
    }
}
