package app.velvet.venues.event;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.image.ImageError;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events of the caller's company, as far as he may see them. */
@Path("/api/v1/events")
@Authenticated
@Tag(name = "Events")
@RefusedWith(EventError.class)
class EventResource {

    /** Each brings its whole floor plan. */
    private static final int CHUNK = 50;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final EventService events;
    private final StreamedList streamed;
    private final EventViews views;

    EventResource(
            CurrentCaller caller,
            RequestParameters parameters,
            EventService events,
            StreamedList streamed,
            EventViews views) {
        this.caller = caller;
        this.parameters = parameters;
        this.events = events;
        this.streamed = streamed;
        this.views = views;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The events that the caller may see, by date",
            description = "Each parameter narrows; `date_start` and `date_end` are days at the venue, both included."
                    + " Without `event_ids` and `venue_id`: those of the venues he has selected. `end_time` is `HH:mm`"
                    + " by the clocks of the venue, on the next day if it is not after `start_time`. `lite=true` answers as"
                    + " `/events/lite`. Needs `Event: read`.")
    @Accepts(EventCriteria.class)
    @Accepts(value = EventResource.class, reader = "isLite")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {EventSummary[].class, LiteEventView[].class})))
    public Multi<Buffer> list() {
        return parameters.read(EventResource::isLite)
                ? streamed(views::lite, LiteEventView::id)
                : streamed(views::summary, EventSummary::id);
    }

    @GET
    @Path("/lite")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The same events in short",
            description = "Sections, tables and guestlist types by their ids. Needs `Event: read`.")
    @Accepts(EventCriteria.class)
    @APIResponseSchema(LiteEventView[].class)
    public Multi<Buffer> lite() {
        return streamed(views::lite, LiteEventView::id);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An event", description = "Needs `Event: read`.")
    public Uni<EventView> get(@PathParam("id") long id) {
        return events.get(access(), id).map(views::whole);
    }

    @POST
    @Operation(
            summary = "Makes an event",
            description = "Required: `venue_id`, `name`, `date`, `start_time` and `end_time` (`HH:mm` by the"
                    + " clocks of the venue; an end that is not after the start is on the next day). It takes a copy of the"
                    + " venue's floor plan. While `guestlist_sales` is false, nobody can be put down for it; `reservation_sales`"
                    + " is kept for apps. `poster` is a file or a `data:` URL of a JPEG, PNG, GIF or WebP image."
                    + " Needs `Event: manage` at the venue.")
    @RefusedWith({EventError.class, ImageError.class})
    @Accepts(value = EventPatch.class, reader = "readNew", within = "event")
    @HonoursIdempotencyKey
    public Uni<EventView> create() {
        return events.create(access(), parameters.read(fields -> fields.requiredTree("event", EventPatch::readNew)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes an event",
            description =
                    "The fields of making one; only the given ones change, a list of artists replaces, an empty `poster` clears"
                            + " it. It stays at its venue. Needs `Event: manage` there.")
    @RefusedWith({EventError.class, ImageError.class})
    @Accepts(value = EventPatch.class, within = "event")
    public Uni<EventView> update(@PathParam("id") long id) {
        return events.update(access(), id, parameters.read(fields -> fields.requiredTree("event", EventPatch::read)));
    }

    @PUT
    @Path("/{id}/update_guestlist_sales")
    @Operation(
            summary = "Closes or opens the guestlists of an event",
            description = "Needs `Event: manage` at its venue.")
    @Accepts(value = EventPatch.class, reader = "readGuestlistSales")
    public Uni<EventView> updateGuestlistSales(@PathParam("id") long id) {
        return events.update(access(), id, parameters.read(EventPatch::readGuestlistSales));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes an event",
            description =
                    "With all that hangs on it. Not while it has reservations that are not lost and it is not over, nor with any"
                            + " that was closed out. Needs `Event: manage` at its venue.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return events.delete(access(), id).replaceWith(Message.SUCCESS);
    }

    /** By date, which is not the order of ids: each chunk goes on where the last one ended. */
    private <T> Multi<Buffer> streamed(Function<WholeEvent, T> view, ToLongFunction<T> id) {
        var access = access();
        var criteria = parameters.read(EventCriteria::read);
        var place = new AtomicReference<>(EventPlace.BEGINNING);
        return streamed.of(
                ignored -> events.after(place.get(), CHUNK, access, criteria)
                        .invoke(chunk -> chunk.forEach(event -> place.set(EventPlace.of(event))))
                        .map(chunk -> chunk.stream().map(view).toList()),
                id);
    }

    private static boolean isLite(Fields fields) {
        return fields.bool("lite", false);
    }

    private EventAccess access() {
        return new EventAccess(caller.require());
    }
}
