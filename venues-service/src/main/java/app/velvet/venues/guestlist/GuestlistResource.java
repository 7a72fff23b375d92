package app.velvet.venues.guestlist;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
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
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The guestlists of the caller's company, as far as he may see them. */
@Path("/api/v1/guestlists")
@Authenticated
@Tag(name = "Guestlists")
@RefusedWith({GuestlistError.class, BookingError.class})
class GuestlistResource {

    private static final int CHUNK = 100;
    private static final Message DELETED = new Message("The guestlist was successfully deleted");

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final GuestlistService guestlists;
    private final ListingMany many;
    private final StreamedList streamed;

    GuestlistResource(
            CurrentCaller caller,
            RequestParameters parameters,
            GuestlistService guestlists,
            ListingMany many,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.guestlists = guestlists;
        this.many = many;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The guestlists that the caller may see",
            description =
                    "Each parameter narrows. Without an event, contacts or a venue: those of the venues he has selected."
                            + " Emails and phones are null where he may not view the contact in full. Needs `Guestlist: read`;"
                            + " promoters see their own without it.")
    @Accepts(GuestlistCriteria.class)
    @APIResponseSchema(GuestlistView[].class)
    public Multi<Buffer> list() {
        return list(Time.ANY);
    }

    @GET
    @Path("/past")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Those for events that are over", description = "Needs `Guestlist: read`.")
    @Accepts(GuestlistCriteria.class)
    @APIResponseSchema(GuestlistView[].class)
    public Multi<Buffer> past() {
        return list(Time.PAST);
    }

    @GET
    @Path("/upcoming")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Those for events that are not over", description = "Needs `Guestlist: read`.")
    @Accepts(GuestlistCriteria.class)
    @APIResponseSchema(GuestlistView[].class)
    public Multi<Buffer> upcoming() {
        return list(Time.UPCOMING);
    }

    @GET
    @Path("/available_statuses")
    @Operation(summary = "The statuses, as people read them", description = "Needs no permission.")
    public Map<String, String> availableStatuses() {
        caller.require();
        return GuestlistStatus.readableByName();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A guestlist", description = "Needs `Guestlist: read`, or to be the promoter whose it is.")
    public Uni<GuestlistView> get(@PathParam("id") long id) {
        return guestlists.get(access(), id);
    }

    @POST
    @Operation(
            summary = "Puts guests down for an event, one guestlist for each contact, all or none",
            description =
                    "For `contact_ids` that the caller may see, or for a `contact` that is made, or taken where there is"
                            + " one with the email or the phone. `status` is `not_confirmed` unless it is given. A contact has one"
                            + " guestlist for an event; a type has its `person_count` of places, which guests of guestlists in the"
                            + " stage win take. `contact` needs an email or a phone unless it becomes a promoter's guestlist. `notes`"
                            + " are written about the guestlist, `qualification` is the contact's at the venue: they are in the answer if"
                            + " contacts-service takes them at once, else they follow. Needs `Guestlist: manage`, by which it is approved;"
                            + " a promoter makes guestlists of his own without it.")
    @Accepts(NewGuestlists.class)
    @HonoursIdempotencyKey
    public Uni<List<GuestlistView>> create() {
        return guestlists.create(access(), parameters.read(NewGuestlists::read));
    }

    @POST
    @Path("/mass_create")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Puts a whole list of guests down, all or none",
            description =
                    "`mass_create_text_content` is comma-separated values without titles: name, males, females and notes;"
                            + " the answer has the order of its rows, blank ones left out. They become guestlists of the one active"
                            + " member of the staff whose full name is `originator_name`, for his contact of the very name, else"
                            + " for a new one of his without email and phone. Notes follow. Needs what putting guests down for him needs,"
                            + " and what making contacts needs where a name is new.")
    @Accepts(ListOfGuests.class)
    @HonoursIdempotencyKey
    @APIResponseSchema(GuestlistView[].class)
    public Multi<Buffer> massCreate() {
        return streamed.of(many.create(access(), parameters.read(ListOfGuests::read)));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a guestlist",
            description =
                    "Only the given fields change; `notes` are added. Actual counts close it out, once its event has"
                            + " started: they need `Guestlist: closeout`, which may change the status as well. The rest needs"
                            + " `Guestlist: manage`, or to be the promoter whose it is; `approved` only the former.")
    @Accepts(value = GuestlistPatch.class, within = "guestlist")
    public Uni<GuestlistView> update(@PathParam("id") long id) {
        return guestlists.update(
                access(), id, parameters.read(fields -> fields.requiredTree("guestlist", GuestlistPatch::read)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Removes a guestlist",
            description = "Needs `Guestlist: manage`, or to be the promoter whose it is.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return guestlists.delete(access(), id).replaceWith(DELETED);
    }

    private Multi<Buffer> list(Time time) {
        var access = access();
        var selection = guestlists.selection(access, parameters.read(GuestlistCriteria::read), time);
        return streamed.of(after -> guestlists.after(after, CHUNK, access, selection), GuestlistView::id);
    }

    private GuestlistAccess access() {
        return new GuestlistAccess(caller.require());
    }
}
