package app.velvet.api.token;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * A token as a request brought it, not yet judged.
 *
 * @param text whatever stands where a token belongs
 */
record PresentedToken(String text, Place place) {

    enum Place {
        HEADER,
        PARAMETER
    }

    private static final String PARAMETER = "auth_token";
    private static final String SCHEME = "Bearer";

    /** What a parameter counts as that is a tree or a list: something there, but never a token. */
    private static final String GARBLED = "";

    /** The request's token; the header wins. Empty if there is none; a blank parameter counts as none. */
    static Optional<PresentedToken> of(RoutingContext request) {
        var header = request.request().headers().get(HttpHeaders.AUTHORIZATION);
        if (header != null && isBearer(header)) {
            var text = header.substring(SCHEME.length()).strip();
            return Optional.of(new PresentedToken(text, Place.HEADER));
        }
        return parameter(RequestParameters.of(request)).map(text -> new PresentedToken(text, Place.PARAMETER));
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    private static Optional<String> parameter(Parameters parameters) {
        var value = parameters.get(PARAMETER);
        if (value == null || value instanceof String text && text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(value instanceof String text ? text : GARBLED);
    }

    /** How a token that is not good is refused, depending on where it stood. */
    RefusedException refusal() {
        return new RefusedException(place == Place.HEADER ? TokenError.INVALID_BEARER_TOKEN : ApiError.INVALID_TOKEN);
    }

    /** Never the token: this may reach a log. */
    @Override
    public String toString() {
        return "a token as " + place;
    }
}
