package app.velvet.contacts.task;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.PagedAnswer;
import app.velvet.api.paging.Paging;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.contacts.log.Result;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
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

@Path("/api/v1/tasks")
@Authenticated
@Tag(name = "Tasks")
@RefusedWith(TaskError.class)
class TaskResource {

    private static final Message DELETED = new Message("The task was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final TaskService tasks;
    private final PagedAnswer paged;

    TaskResource(CurrentCaller caller, RequestParameters parameters, TaskService tasks, PagedAnswer paged) {
        this.caller = caller;
        this.parameters = parameters;
        this.tasks = tasks;
        this.paged = paged;
    }

    @GET
    @Operation(
            summary = "The tasks that the caller may read",
            description = "All of them, or those about a contact or of a kind, in id order. Needs `Task: read`.")
    @Accepts(TaskCriteria.class)
    @Accepts(value = Paging.class, reader = "of")
    @APIResponseSchema(TaskView[].class)
    public Uni<RestResponse<List<TaskView>>> list() {
        var paging = parameters.read(Paging::of);
        return tasks.page(access(), parameters.read(TaskCriteria::read), paging).map(page -> paged.of(page, paging));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A task", description = "Needs `Task: read`.")
    public Uni<TaskView> get(@PathParam("id") long id) {
        return tasks.get(access(), id);
    }

    @GET
    @Path("/{id}/results")
    @Operation(summary = "What can come of a task", description = "Needs `Task: read`.")
    @APIResponseSchema(Result[].class)
    public Uni<List<Result>> results(@PathParam("id") long id) {
        return tasks.results(access(), id);
    }

    @POST
    @Operation(
            summary = "Makes a task for each of some contacts",
            description =
                    "For all of them or for none. Needs `Contact: read` for each contact, and `Task: manage` where the"
                            + " owner is somebody else. Honours `Idempotency-Key`.")
    @Accepts(NewTasks.class)
    @HonoursIdempotencyKey
    @APIResponseSchema(TaskView[].class)
    public Uni<List<TaskView>> create() {
        return tasks.create(access(), parameters.read(NewTasks::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a task",
            description = "Only the given fields change. For who made it and who is to do it, or with `Task: manage`.")
    @Accepts(value = TaskPatch.class, within = "task")
    public Uni<TaskView> update(@PathParam("id") long id) {
        return tasks.update(access(), id, parameters.read(fields -> fields.requiredTree("task", TaskPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Deletes a task",
            description =
                    "Its notes go with it; its logs stay with the contact. For who made it and who is to do it, or with"
                            + " `Task: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return tasks.delete(access(), id).replaceWith(DELETED);
    }

    private TaskAccess access() {
        return new TaskAccess(caller.require());
    }
}
