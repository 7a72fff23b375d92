package app.velvet.push.notification;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.persistence.ChunkedWork;
import app.velvet.api.token.Caller;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What users were told. */
@Path("/api/v1/notifications")
@Authenticated
@Tag(name = "Notifications")
class NotificationResource {

    private static final int CHUNK = 500;

    private static final Message READ = new Message("The Notification was successfully marked as read");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final NotificationService notifications;
    private final StreamedList streamed;

    NotificationResource(
            CurrentCaller caller,
            RequestParameters parameters,
            NotificationService notifications,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.notifications = notifications;
        this.streamed = streamed;
    }

    @GET
    @Path("/all")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The company's notifications of the last two weeks",
            description = "Newest first. Needs `VenueNotificationTemplate: read` for the whole company; without it, the"
                    + " caller's own. `sender_type` is `User`, or null where nobody did what it tells of.")
    @APIResponseSchema(NotificationView[].class)
    public Multi<Buffer> all() {
        var reader = caller.require();
        return NotificationService.seesAll(reader) ? ofCompany(reader) : own(reader, false);
    }

    @GET
    @Path("/list")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The caller's notifications of the last two weeks", description = "Newest first.")
    @APIResponseSchema(NotificationView[].class)
    public Multi<Buffer> list() {
        return own(caller.require(), false);
    }

    @GET
    @Path("/unread")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The caller's unread notifications of the last two weeks", description = "Newest first.")
    @APIResponseSchema(NotificationView[].class)
    public Multi<Buffer> unread() {
        return own(caller.require(), true);
    }

    @GET
    @Path("/unread_count")
    @Operation(
            summary = "How many unread notifications the caller has",
            description = "Of the last two weeks; the badge of the app.")
    public Uni<UnreadCount> countUnread() {
        return notifications.countUnread(caller.require());
    }

    @PUT
    @Operation(
            summary = "Marks notifications as read",
            description = "Without `ids`, all of the caller's. Ids that are not the caller's are ignored.")
    @Accepts(value = NotificationResource.class, reader = "ids")
    public Uni<Message> markRead() {
        var ids = parameters.read(NotificationResource::ids);
        var reader = caller.require();
        var marked =
                ids == null ? ChunkedWork.untilDone(() -> notifications.markSomeRead(reader)) : markRead(reader, ids);
        return marked.replaceWith(READ);
    }

    @POST
    @Operation(
            summary = "Sends a message to staff",
            description = "Exactly one of `user_ids`, `venue_id` and `everyone` says to whom."
                    + " Those who are deactivated and the sender do not get it; `recipients` counts who does."
                    + " More than " + Broadcasts.PORTION + " get it one after the other, in the next moments. Needs"
                    + " `VenueNotificationTemplate: manage`: for a venue, to those who work there. Honours"
                    + " `Idempotency-Key`.")
    @Accepts(value = NewMessage.class, within = "notification")
    @HonoursIdempotencyKey
    public Uni<Recipients> send() {
        return notifications.send(
                caller.require(), parameters.read(fields -> fields.requiredTree("notification", NewMessage::read)));
    }

    private Uni<Void> markRead(Caller reader, List<Long> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .group()
                .intoLists()
                .of(CHUNK)
                .call(some -> notifications.markRead(reader, some))
                .collect()
                .last()
                .replaceWithVoid();
    }

    static List<Long> ids(Fields fields) {
        return fields.ids("ids");
    }

    private Multi<Buffer> ofCompany(Caller reader) {
        return notifications
                .findOldest(reader)
                .onItem()
                .transformToMulti(oldest -> oldest.map(
                                id -> newestFirst(before -> notifications.ofCompany(reader, id, before, CHUNK)))
                        .orElseGet(Multi.createFrom()::empty));
    }

    private Multi<Buffer> own(Caller reader, boolean unreadOnly) {
        return newestFirst(before -> notifications.own(reader, unreadOnly, before, CHUNK));
    }

    private Multi<Buffer> newestFirst(Function<Long, Uni<List<NotificationView>>> chunkBefore) {
        return streamed.of(last -> chunkBefore.apply(last == 0 ? Long.MAX_VALUE : last), NotificationView::id);
    }
}
