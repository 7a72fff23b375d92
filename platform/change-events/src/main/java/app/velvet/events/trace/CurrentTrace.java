package app.velvet.events.trace;

import app.velvet.api.http.CurrentRequest;
import app.velvet.api.http.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The trace of the request that is being answered. */
@ApplicationScoped
public class CurrentTrace {

    private final CurrentRequest request;

    CurrentTrace(CurrentRequest request) {
        this.request = request;
    }

    /** The trace parent of what the request causes; that of its caller, as it is, where the trace is not recorded here. */
    public Optional<String> parent() {
        return Traces.current().or(this::ofCaller);
    }

    private Optional<String> ofCaller() {
        return request.find()
                .flatMap(current -> TraceParent.of(current.request()))
                .map(TraceParent::header);
    }
}
