package app.velvet.api.parameters;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.function.Function;

/** The parameters of the request that is being answered: the only thing that resources read them from. */
@RequestScoped
public class RequestParameters {

    private static final String KEY = Parameters.class.getName();

    private final RoutingContext request;

    @Inject
    public RequestParameters(RoutingContext request) {
        this.request = request;
    }

    /** The parameters of a request, {@link Parameters#NONE} before they have been collected. */
    public static Parameters of(RoutingContext request) {
        Parameters parameters = request.get(KEY);
        return parameters == null ? Parameters.NONE : parameters;
    }

    /** Keeps the collected parameters with their request. */
    public static void keep(RoutingContext request, Parameters parameters) {
        request.put(KEY, parameters);
    }

    public Parameters all() {
        return of(request);
    }

    /**
     * Reads what an endpoint needs.
     *
     * @throws app.velvet.api.error.InvalidFieldsException (400) if {@code reader} met a wrong field; it names all of them
     */
    public <T> T read(Function<Fields, T> reader) {
        return Fields.read(all(), reader);
    }
}
