package app.velvet.events.outbox;

import app.velvet.api.http.CurrentRequest;
import app.velvet.api.token.Caller;
import app.velvet.api.token.CurrentCaller;
import app.velvet.events.ChangeEvent;
import app.velvet.events.trace.CurrentTrace;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;

@ApplicationScoped
class ReactiveOutbox implements Outbox {

    private static final String INSERT = OutboxRows.insert(place -> "$" + place);

    private final ObjectMapper mapper;
    private final CommitSignal signal;
    private final CurrentRequest request;
    private final CurrentCaller caller;
    private final CurrentTrace trace;

    ReactiveOutbox(
            ObjectMapper mapper,
            CommitSignal signal,
            CurrentRequest request,
            CurrentCaller caller,
            CurrentTrace trace) {
        this.mapper = mapper;
        this.signal = signal;
        this.request = request;
        this.caller = caller;
        this.trace = trace;
    }

    @Override
    public Uni<Void> append(List<ChangeEvent> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .call(Mutiny.Session::flush)
                .invoke(session -> signalOnceCommitted(session, changes))
                .chain(session -> insert(session, changes));
    }

    private void signalOnceCommitted(Mutiny.Session session, List<ChangeEvent> changes) {
        if (session.currentTransaction() == null) {
            throw new IllegalStateException("Changes are appended inside the transaction that makes them");
        }
        // not the changes themselves, which may be ten thousand by then
        var companyIds = changes.stream().map(ChangeEvent::companyId).distinct().toList();
        AfterTransactionCompletionProcess completion = (committed, internals) -> {
            if (committed) {
                companyIds.forEach(signal::committed);
            }
        };
        internals(session).getReactiveActionQueue().registerProcess(completion);
    }

    private Uni<Void> insert(Mutiny.Session session, List<ChangeEvent> changes) {
        var parameters = new ArrayList<Object>();
        parameters.add(trace.parent().orElse(null));
        parameters.add(sessionId());
        parameters.addAll(new OutboxRows(mapper, changes).columns());
        var inserted = internals(session).getReactiveConnection().update(INSERT, parameters.toArray());
        return Uni.createFrom().completionStage(inserted).replaceWithVoid();
    }

    /** Neither the hook after commit nor a statement with arrays can be had from the public session. */
    private static ReactiveSession internals(Mutiny.Session session) {
        return ((MutinySessionImpl) session).unwrap(ReactiveSession.class);
    }

    /** Without a request, to ask who makes it would block. */
    private Long sessionId() {
        return request.find()
                .flatMap(current -> caller.find())
                .map(Caller::sessionId)
                .orElse(null);
    }
}
