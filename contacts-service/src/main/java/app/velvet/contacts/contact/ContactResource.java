package app.velvet.contacts.contact;

import app.velvet.api.answer.Message;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.image.ImageError;
import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.paging.PagedAnswer;
import app.velvet.api.paging.Paging;
import app.velvet.api.paging.StreamedList;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import app.velvet.contacts.filter.FilterError;
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

/** The guests and partners of the caller's company, as far as he may see them. */
@Path("/api/v1/contacts")
@Authenticated
@Tag(name = "Contacts")
@RefusedWith(ContactError.class)
class ContactResource {

    private static final int CHUNK = 100;

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final ContactService contacts;
    private final PagedAnswer paged;
    private final StreamedList streamed;

    ContactResource(
            CurrentCaller caller,
            RequestParameters parameters,
            ContactService contacts,
            PagedAnswer paged,
            StreamedList streamed) {
        this.caller = caller;
        this.parameters = parameters;
        this.contacts = contacts;
        this.paged = paged;
        this.streamed = streamed;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The contacts that the caller may see",
            description = "Each parameter narrows. A searched term of " + ContactSelection.SHORTEST_SUBSTRING
                    + " characters or more is found anywhere, a shorter one at the beginning, both without regard to case"
                    + " and accents. Emails and phones are searched only in contacts that the caller may view in full."
                    + " With `page` 200 a page, without it everything."
                    + " `join_owners=true` adds `contact_owners`. `filter_id` applies a filter pattern of the caller's:"
                    + " all its filters have to hold, each with one of its values, or with none of them. They can be by"
                    + " state, gender, status, body_type, hair_color, eye_color, height, industry, ethnicity,"
                    + " sexual_preference, country, region, city; by tag, owner and venue (ids; a contact is at a venue"
                    + " where it has an owner or a qualification); by qualification (status). Needs `Contact: read`.")
    @RefusedWith(FilterError.class)
    @Accepts(ContactCriteria.class)
    @Accepts(value = Paging.class, reader = "ofFixedSize")
    @Accepts(value = ContactResource.class, reader = "joinOwners")
    @APIResponseSchema(ContactView[].class)
    public Multi<Buffer> list() {
        var access = access();
        var criteria = parameters.read(ContactCriteria::read);
        var joinOwners = joinOwners();
        var paging = parameters.read(Paging::ofFixedSize);
        // One selection for the whole list, whatever becomes of the filter pattern meanwhile.
        var selection = contacts.selection(access, criteria).memoize().indefinitely();
        return paging.map(page -> paged.streamed(
                        selection.chain(selected -> contacts.page(access, selected, page, joinOwners)), page))
                .orElseGet(() -> streamed.of(
                        after ->
                                selection.chain(selected -> contacts.after(after, CHUNK, access, selected, joinOwners)),
                        ContactView::id));
    }

    @GET
    @Path("/search")
    @Operation(
            summary = "Who has this email or phone",
            description =
                    "One of the two is needed, exactly (case and spelling do not count); with both, who has both. Finds only"
                            + " contacts that the caller may view in full. Needs `Contact: read`.")
    @Accepts(EmailOrPhone.class)
    public Uni<List<ContactView>> search() {
        var wanted = parameters.read(EmailOrPhone::read);
        return contacts.search(access(), wanted.email(), wanted.phone());
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A contact", description = "`join_owners=true` adds `contact_owners`. Needs `Contact: read`.")
    @Accepts(value = ContactResource.class, reader = "joinOwners")
    public Uni<ContactView> get(@PathParam("id") long id) {
        return contacts.get(access(), id, joinOwners());
    }

    @GET
    @Path("/{id}/expenditures")
    @Operation(
            summary = "What a contact spent",
            description =
                    "With `venue_id` at that venue alone. Money counts from the close-out of a reservation on. Needs"
                            + " `Contact: read`.")
    @Accepts(value = ContactResource.class, reader = "venueId")
    public Uni<Expenditures> expenditures(@PathParam("id") long id) {
        return contacts.expenditures(access(), id, parameters.read(ContactResource::venueId));
    }

    @POST
    @Operation(
            summary = "Creates a contact",
            description =
                    "Required are `first_name` (or `name`), and `email` or `phone`. The creator owns it at his home venue"
                            + " unless `contact_owners` says otherwise. Needs `Contact: manage` in any scope, or a promoter;"
                            + " qualifications need `ContactQualification: update`. `avatar` is a file or a `data:` URL of a JPEG, PNG, GIF"
                            + " or WebP image; it is kept without its metadata, and found without a token under"
                            + " `/uploads/contacts`.")
    @RefusedWith({ContactError.class, ImageError.class})
    @Accepts(value = ContactPatch.class, reader = "readNew")
    @Accepts(value = ContactResource.class, reader = "joinOwners")
    @HonoursIdempotencyKey
    public Uni<ContactView> create() {
        boolean joinOwners = joinOwners();
        return contacts.create(access(), parameters.read(ContactPatch::readNew), joinOwners);
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Changes a contact",
            description = "The fields of creating one; only the given ones change, given lists replace. Needs `Contact:"
                    + " manage`; other owners need `ContactOwner: manage`, other qualifications `ContactQualification: update`:"
                    + " those of venues where the caller may not change them stay. An empty `avatar` clears it.")
    @RefusedWith({ContactError.class, ImageError.class})
    @Accepts(ContactPatch.class)
    @Accepts(value = ContactResource.class, reader = "joinOwners")
    public Uni<ContactView> update(@PathParam("id") long id) {
        boolean joinOwners = joinOwners();
        return contacts.update(access(), id, parameters.read(ContactPatch::read), joinOwners);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Removes a contact", description = "Needs `Contact: manage`.")
    public Uni<Message> delete(@PathParam("id") long id) {
        return contacts.delete(access(), id).replaceWith(Message.SUCCESS);
    }

    @POST
    @Path("/{id}/set_qualification")
    @Operation(summary = "Says what a venue thinks of a contact", description = "Needs `ContactQualification: update`.")
    @Accepts(VenueQualification.class)
    public Uni<QualificationView> qualify(@PathParam("id") long id) {
        return contacts.qualify(access(), id, parameters.read(VenueQualification::read));
    }

    private record EmailOrPhone(String email, String phone) {

        static EmailOrPhone read(Fields fields) {
            var wanted = new EmailOrPhone(fields.email("email"), fields.phone("phone"));
            if (!fields.isFilled("email") && !fields.isFilled("phone")) {
                fields.reject("email", "can't be blank");
            }
            return wanted;
        }
    }

    private ContactAccess access() {
        return new ContactAccess(caller.require());
    }

    private boolean joinOwners() {
        return parameters.read(ContactResource::joinOwners);
    }

    private static boolean joinOwners(Fields fields) {
        return fields.bool("join_owners", false);
    }

    private static Long venueId(Fields fields) {
        return fields.id("venue_id");
    }
}
