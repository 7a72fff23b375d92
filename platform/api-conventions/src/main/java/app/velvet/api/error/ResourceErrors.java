package app.velvet.api.error;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what goes wrong in resources, or on the way to them inside JAX-RS. */
class ResourceErrors {

    private final ErrorAnswers answers;

    ResourceErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    /** Named one by one where Quarkus has a mapper of its own, which a mapper of a supertype would not replace. */
    @ServerExceptionMapper({
        Throwable.class,
        RefusedException.class,
        WebApplicationException.class,
        AuthenticationFailedException.class,
        UnauthorizedException.class,
        ForbiddenException.class
    })
    RestResponse<Map<String, Object>> answer(Throwable failure, UriInfo uri) {
        var answer = answers.to(failure);
        var response = RestResponse.ResponseBuilder.<Map<String, Object>>create(answer.status())
                .entity(answer.body())
                .type(MediaType.APPLICATION_JSON_TYPE);
        answer.headers().forEach(response::header);
        if (answer.status() == ApiError.METHOD_NOT_ALLOWED.status()) {
            response.header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.of(uri.getPath())));
        }
        return response.build();
    }
}
