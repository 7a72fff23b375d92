package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.http.ApiPaths;
import app.velvet.api.http.FilterOrder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Collects the parameters of every request before anybody else looks at it, since one of them is the token. JAX-RS
 * filters, even pre-matching ones, run after authentication: too late.
 */
@Singleton
class ParametersFilter {

    private static final String FORMAT = "format";

    void register(@Observes Filters filters) {
        filters.register(this::collect, FilterOrder.PARAMETERS);
    }

    private void collect(RoutingContext context) {
        var request = context.request();
        if (!ApiPaths.takesParameters(request.path())) {
            context.next();
            return;
        }
        var budget = new ParameterBudget();
        var query = ofQuery(request.query(), budget);
        if (IncomingBody.isAnnounced(request)) {
            new IncomingBody(context, budget, body -> goOn(context, query.under(body))).take();
        } else {
            goOn(context, query);
        }
    }

    private static Parameters ofQuery(String query, ParameterBudget budget) {
        if (query == null || query.isEmpty()) {
            return Parameters.NONE;
        }
        var tree = new ParameterTree(budget);
        UrlEncoded.readQuery(query, tree);
        return tree.frozen();
    }

    private static void goOn(RoutingContext context, Parameters parameters) {
        var format = parameters.get(FORMAT);
        if (format != null && !format.equals("json")) {
            throw new RefusedException(ApiError.NOT_ACCEPTABLE);
        }
        RequestParameters.keep(context, parameters);
        context.next();
    }
}
