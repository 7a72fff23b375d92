package app.velvet.api.http;

import app.velvet.api.error.Refusal;
import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.RequestParameters;
import io.vertx.pgclient.PgException;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestPath;

/** Fails in the way it is asked to. */
@Path("/api/v1/errors/{kind}")
@PermitAll
public class FailingResource {

    /** Somebody's data, which must not get out. */
    static final String SECRET = "guest@private.example";

    private final RequestParameters parameters;

    FailingResource(RequestParameters parameters) {
        this.parameters = parameters;
    }

    enum SampleError implements Refusal {
        IN_USE(409, "Email %s is already in use by %s."),
        TOO_MANY(429, "Too many attempts");

        private final int status;
        private final String message;

        SampleError(int status, String message) {
            this.status = status;
            this.message = message;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public String message() {
            return message;
        }
    }

    @GET
    public String get(@RestPath String kind) throws Exception {
        return fail(kind);
    }

    @POST
    public String post(@RestPath String kind) throws Exception {
        return fail(kind);
    }

    private String fail(String kind) throws Exception {
        throw switch (kind) {
            case "refused" -> new RefusedException(SampleError.IN_USE, "x@y.example", "Ann");
            case "npe" -> new NullPointerException("broken");
            case "private" -> new IllegalStateException("Cannot greet " + SECRET + " with token \"eyJhbGciOi.J9.x\"");
            case "sql" -> new SQLException("relation does not exist", "42P01");
            case "unique" -> new IllegalStateException(pg("23505"));
            case "lock" -> pg("55P03");
            case "down" -> new RuntimeException(new ConnectException("Connection refused"));
            case "too_many" -> new RefusedException(SampleError.TOO_MANY).retryAfter(Duration.ofMillis(1500));
            case "fields" ->
                parameters.read(fields -> {
                    fields.reject("email", "is invalid");
                    fields.requiredText("first_name", 10);
                    return new IllegalStateException();
                });
            default -> new IllegalArgumentException(kind);
        };
    }

    private static PgException pg(String sqlState) {
        return new PgException("duplicate key", "ERROR", sqlState, "Key (email)=(" + SECRET + ") already exists");
    }
}
