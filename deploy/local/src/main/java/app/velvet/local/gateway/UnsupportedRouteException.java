package app.velvet.local.gateway;

/** A manifest asks for something that this gateway would not do; the message names it. */
public final class UnsupportedRouteException extends RuntimeException {

    UnsupportedRouteException(String route, String what) {
        super("HTTPRoute " + route + ": " + what);
    }
}
