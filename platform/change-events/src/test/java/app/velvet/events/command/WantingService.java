package app.velvet.events.command;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class WantingService {

    private final PendingCommands commands;

    WantingService(PendingCommands commands) {
        this.commands = commands;
    }

    @WithTransaction
    Uni<Void> want(List<Command> wanted) {
        return commands.add(wanted);
    }

    @WithTransaction
    Uni<Void> wantAndFail(List<Command> wanted) {
        return commands.add(wanted).chain(() -> Uni.createFrom().failure(new IllegalStateException("rolled back")));
    }
}
