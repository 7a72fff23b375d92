package app.velvet.contacts.log;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.PagedAnswer;
import app.velvet.api.paging.Paging;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/api/v1/logs")
@Authenticated
@Tag(name = "Logs")
@RefusedWith(LogError.class)
class LogResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final LogService logs;
    private final PagedAnswer paged;

    LogResource(CurrentCaller caller, RequestParameters parameters, LogService logs, PagedAnswer paged) {
        this.caller = caller;
        this.parameters = parameters;
        this.logs = logs;
        this.paged = paged;
    }

    @GET
    @Operation(
            summary = "The logs that the caller may read",
            description =
                    "All of them, or those about some contacts or of some kinds, in id order. Needs `Contact: read`.")
    @Accepts(LogCriteria.class)
    @Accepts(value = Paging.class, reader = "of")
    @APIResponseSchema(LogMethodView[].class)
    public Uni<RestResponse<List<LogMethodView>>> list() {
        var paging = parameters.read(Paging::of);
        return logs.page(caller.require(), parameters.read(LogCriteria::read), paging)
                .map(page -> paged.of(page, paging));
    }

    @POST
    @Operation(
            summary = "Logs a conversation with a contact",
            description =
                    "Now, unless `date` says when. With `task_id` it completes that task, the contact of which need not"
                            + " be named. Needs `Contact: read`. Honours `Idempotency-Key`.")
    @Accepts(NewLog.class)
    @HonoursIdempotencyKey
    public Uni<LogMethodView> create() {
        return logs.create(caller.require(), parameters.read(NewLog::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a log",
            description =
                    "Only the given fields change. If the log completed a task, the task follows. For who logged it, or"
                            + " with `Contact: manage`.")
    @Accepts(value = LogDetails.class, within = "log")
    public Uni<LogMethodView> update(@PathParam("id") long id) {
        return logs.update(
                caller.require(), id, parameters.read(fields -> fields.requiredTree("log", LogDetails::read)));
    }
}
