package app.velvet.contacts.dictionary;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What apps offer to choose from: before anybody has signed in the defaults, then what his company has made of them. */
@Path("/api/v1/dictionaries")
@Authenticated
@Tag(name = "Dictionaries")
@RefusedWith(DictionaryError.class)
class DictionaryResource {

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final DictionaryService dictionaries;

    DictionaryResource(CurrentCaller caller, RequestParameters parameters, DictionaryService dictionaries) {
        this.caller = caller;
        this.parameters = parameters;
        this.dictionaries = dictionaries;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "All dictionaries",
            description = "Without a token the defaults, with one those of the caller's company.")
    public Uni<List<DictionaryView>> all() {
        return dictionaries.all(caller.find());
    }

    @GET
    @Path("/{key}")
    @PermitAll
    @Operation(
            summary = "A dictionary",
            description = "Without a token the default one, with one that of the caller's company.")
    public Uni<DictionaryView> get(@PathParam("key") String key) {
        return dictionaries.get(caller.find(), DictionaryKey.require(key));
    }

    @PUT
    @Path("/{key}")
    @Operation(
            summary = "Sets a dictionary of the caller's company",
            description =
                    "`value` replaces the old one as a whole. It is a list of texts; of `locations` one of `{region, cities:"
                            + " []}`, of `thermal_receipt_fields` one of `{order, key, name}`; `contact_state` can only leave out"
                            + " some of the states that a contact can have. The first time, the company gets a dictionary of its"
                            + " own in the place of the default one, with another id. Needs `Company: manage`.")
    @Accepts(value = DictionaryValue.class, within = "dictionary")
    public Uni<DictionaryView> put(@PathParam("key") String key) {
        var wanted = DictionaryKey.require(key);
        return dictionaries.put(
                caller.require(), wanted, parameters.read(fields -> fields.requiredTree("dictionary", wanted::read)));
    }
}
