package app.velvet.venues.reservation;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.PagedAnswer;
import app.velvet.api.paging.Paging;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.venues.booking.BookingError;
import app.velvet.venues.booking.BookingSelection.Time;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The reservations of the caller's company, as far as he may see them. */
@Path("/api/v1/reservations")
@Authenticated
@Tag(name = "Reservations")
@RefusedWith({ReservationError.class, BookingError.class})
class ReservationResource {

    private static final int CHUNK = 100;
    private static final Message REMOVED = new Message("The reservation was successfully removed");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ReservationService reservations;
    private final PagedAnswer paged;
    private final StreamedList streamed;

    ReservationResource(
            CurrentCaller caller,
            RequestParameters parameters,
            ReservationService reservations,
            PagedAnswer paged,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.reservations = reservations;
        this.paged = paged;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The reservations that the caller may see",
            description =
                    "Each parameter narrows; `date_start` and `date_end` are days at the venue, both included. Without an"
                            + " event, a section, contacts or a venue: those of the venues he has selected. With `page` 200 a page,"
                            + " without it everything. Emails and phones are null where he may not view the contact in full. Needs"
                            + " `Reservation: read`.")
    @Accepts(ReservationCriteria.class)
    @Accepts(value = Paging.class, reader = "ofFixedSize")
    @APIResponseSchema(ReservationView[].class)
    public Multi<Buffer> list() {
        return list(Time.ANY);
    }

    @GET
    @Path("/past")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Those for events that are over", description = "Needs `Reservation: read`.")
    @Accepts(ReservationCriteria.class)
    @Accepts(value = Paging.class, reader = "ofFixedSize")
    @APIResponseSchema(ReservationView[].class)
    public Multi<Buffer> past() {
        return list(Time.PAST);
    }

    @GET
    @Path("/upcoming")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Those for events that are not over", description = "Needs `Reservation: read`.")
    @Accepts(ReservationCriteria.class)
    @Accepts(value = Paging.class, reader = "ofFixedSize")
    @APIResponseSchema(ReservationView[].class)
    public Multi<Buffer> upcoming() {
        return list(Time.UPCOMING);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A reservation", description = "Needs `Reservation: read`.")
    public Uni<ReservationView> get(@PathParam("id") long id) {
        return reservations.get(access(), id);
    }

    @POST
    @Operation(
            summary = "Makes reservations, one for each contact, all or none",
            description =
                    "For `contact_ids` that the caller may see, or for a `contact` that is made, or taken where there is one"
                            + " with the email or the phone. Required are `event_id`, `status` and, from the stage opportunity on"
                            + " unless lost, `reservation_section_id`. A contact has one reservation for an event, a table is assigned to"
                            + " one that is not lost; one that a promoter holds, to his only, or by who may `manage`, which ends"
                            + " the hold. `minimum` is at least the section's (`override_minimum`), the assigned tables have"
                            + " places for all (`override_party_size`). `contact` needs an email or a phone unless a promoter"
                            + " originates. `notes` are written about the reservation, `qualification` is the contact's at the venue:"
                            + " they are in the answer if contacts-service takes them at once, else they follow. Needs `Reservation:"
                            + " create`.")
    @Accepts(NewReservations.class)
    @HonoursIdempotencyKey
    public Uni<List<ReservationView>> create() {
        return reservations.create(access(), parameters.read(NewReservations::read));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a reservation",
            description =
                    "Only the given fields change, given lists replace, but for `notes`, which are added. At another event,"
                            + " section and tables have to be given anew. `closeout=true` needs `Reservation: closeout` and fixes what was"
                            + " spent and who came; that, and everything else, needs `Reservation: manage`, which can also undo it.")
    @Accepts(value = ReservationPatch.class, within = "reservation")
    public Uni<ReservationView> update(@PathParam("id") long id) {
        return reservations.update(
                access(), id, parameters.read(fields -> fields.requiredTree("reservation", ReservationPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a reservation",
            description = "Not once it is closed out. Needs `Reservation: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return reservations.delete(access(), id).replaceWith(REMOVED);
    }

    private Multi<Buffer> list(Time time) {
        var access = access();
        var selection = reservations.selection(access, parameters.read(ReservationCriteria::read), time);
        return parameters
                .read(Paging::ofFixedSize)
                .map(page -> paged.streamed(reservations.page(access, selection, page), page))
                .orElseGet(() ->
                        streamed.of(after -> reservations.after(after, CHUNK, access, selection), ReservationView::id));
    }

    private ReservationAccess access() {
        return new ReservationAccess(caller.require());
    }
}
