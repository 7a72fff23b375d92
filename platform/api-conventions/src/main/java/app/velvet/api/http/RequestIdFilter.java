package app.velvet.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Gives every request an id, before anything can go wrong with it. */
@Singleton
class RequestIdFilter {

    void register(@Observes Filters filters) {
        filters.register(RequestIdFilter::identify, FilterOrder.REQUEST_ID);
    }

    private static void identify(RoutingContext context) {
        RequestId.stamp(context);
        context.next();
    }
}
