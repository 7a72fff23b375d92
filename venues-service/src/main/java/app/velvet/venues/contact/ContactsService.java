package app.velvet.venues.contact;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.Caller;
import app.velvet.api.token.CallersToken;
import app.velvet.api.token.ServiceTokens;
import app.velvet.events.command.Command;
import app.velvet.events.command.CommandTarget;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** What has to be asked of contacts-service itself, because without its answer there is nothing to store. */
@ApplicationScoped
public class ContactsService {

    /** Its name among services. */
    public static final String NAME = "contacts-service";

    private static final Logger LOG = Logger.getLogger(ContactsService.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** More connections are seldom kept to one replica by a quiet service. */
    private static final int MOST_RETRIES = 4;

    private final URI address;
    private final HttpClient http;
    private final ServiceTokens tokens;
    private final CallersToken callersToken;
    private final RoutingContext request;
    private final ObjectMapper json;

    ContactsService(
            CommandTarget target,
            Vertx vertx,
            ServiceTokens tokens,
            CallersToken callersToken,
            RoutingContext request,
            ObjectMapper json) {
        this.address = target.address();
        this.http = vertx.createHttpClient();
        this.tokens = tokens;
        this.callersToken = callersToken;
        this.request = request;
        this.json = json;
    }

    @RegisterForReflection
    private record Named(String name) {}

    @RegisterForReflection
    private record Names(long ownerId, List<Named> contacts) {}

    @RegisterForReflection
    private record Guest(Object contact, boolean mustBeReachable) {}

    /**
     * The contact that a booking describes: the one that has the email or the phone, else a new one. The same request with the
     * same {@code Idempotency-Key} gets the same one, also if it has none of both. Not to be called in a transaction.
     *
     * @param guest written as JSON by Jackson
     * @return fails with {@link ApiError#UNAVAILABLE} if contacts-service does not answer; whether there is a new contact then
     *     is open
     */
    public Uni<ToldContact> take(Caller caller, Object guest, boolean mustBeReachable) {
        var body = write(new Guest(guest, mustBeReachable));
        return ask("/internal/contacts", key(caller, body), body).map(ToldContact::of);
    }

    /**
     * The oldest contact of an owner with each of these names, else a new one without email and phone. The same names get the
     * same contacts, however often they are asked for. Not to be called in a transaction.
     *
     * @param names some hundreds at most
     * @return in the order of the names; fails as {@link #take} does
     */
    public Uni<List<ToldContact>> takeNamed(long ownerId, List<String> names) {
        var guests = names.stream().map(Named::new).toList();
        return ask("/internal/contacts/named", UUID.randomUUID().toString(), write(new Names(ownerId, guests)))
                .map(answer -> StreamSupport.stream(answer.spliterator(), false)
                        .map(ToldContact::of)
                        .map(ToldContact::withoutRest)
                        .toList());
    }

    /** A replica that leaves may be asked, as connections to it are kept: another one knows by the key what it has done. */
    private Uni<JsonNode> ask(String path, String key, String body) {
        var options = options(path, key, TIMEOUT).putHeader("Authorization", "Bearer " + callersToken.require());
        return http.request(options)
                .chain(call -> call.send(body))
                .chain(this::answer)
                .onFailure(ContactsService::isOfOneReplica)
                .retry()
                .atMost(MOST_RETRIES)
                .ifNoItem()
                .after(TIMEOUT)
                .failWith(TimeoutException::new)
                .onFailure(LeavingException.class)
                .transform(leaving -> unavailable(503))
                .onFailure(IOException.class)
                .transform(ContactsService::unavailable)
                .onFailure(VertxException.class)
                .transform(ContactsService::unavailable)
                .onFailure(TimeoutException.class)
                .transform(ContactsService::unavailable);
    }

    /**
     * Has a command carried out whose answer is wanted; it is stored already, so that it is no harm if this does not succeed.
     *
     * @return the answer; empty if the command has not been accepted in time
     */
    public Uni<Optional<JsonNode>> carryOut(Command command, Duration patience) {
        return http.request(options(command.path(), command.key(), patience))
                .chain(call -> call.send(write(command.body())))
                .chain(response -> response.body()
                        .map(body ->
                                response.statusCode() == 200 ? Optional.of(read(body)) : Optional.<JsonNode>empty()))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(Optional::empty)
                .onFailure(IOException.class)
                .recoverWithItem(Optional.empty())
                .onFailure(VertxException.class)
                .recoverWithItem(Optional.empty())
                .onFailure(TimeoutException.class)
                .recoverWithItem(Optional.empty());
    }

    private static boolean isOfOneReplica(Throwable failure) {
        return failure instanceof LeavingException
                || failure instanceof HttpClosedException
                || failure instanceof SocketException;
    }

    private RequestOptions options(String path, String key, Duration timeout) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(address.resolve(path).toString())
                .setTimeout(timeout.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader(ServiceTokens.HEADER, tokens.issue(NAME))
                .putHeader(Idempotency.HEADER, key);
    }

    /** Without a key of the client's, nobody will ask the same again. */
    private String key(Caller caller, String body) {
        var ofClient = request.request().getHeader(Idempotency.HEADER);
        if (ofClient == null) {
            return UUID.randomUUID().toString();
        }
        var name = caller.userId() + "/" + ofClient + "/" + body;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Uni<JsonNode> answer(HttpClientResponse response) {
        return response.body().map(body -> switch (response.statusCode()) {
            case 200 -> read(body);
            case 400 -> throw invalid(read(body));
            case 401 -> throw notPermitted(read(body));
            case 503 -> throw isLeaving(response) ? new LeavingException() : unavailable(503);
            default -> throw unavailable(response.statusCode());
        });
    }

    /** A service that has too much to do says when to ask again; one that is told to end does not. */
    private static boolean isLeaving(HttpClientResponse response) {
        return response.getHeader("Retry-After") == null;
    }

    private static final class LeavingException extends RuntimeException {}

    private RefusedException invalid(JsonNode answer) {
        var errors = json.convertValue(answer.path("errors"), new TypeReference<Map<String, List<String>>>() {});
        return errors == null || errors.isEmpty()
                ? new RefusedException(ApiError.INVALID_PARAMS)
                : new InvalidFieldsException(errors);
    }

    /** Of two tokens it can be either that contacts-service does not like. */
    private static RefusedException notPermitted(JsonNode answer) {
        return ApiError.NOT_PERMITTED.message().equals(answer.path("message").textValue())
                ? new RefusedException(ApiError.NOT_PERMITTED)
                : unavailable(401);
    }

    private static RefusedException unavailable(int status) {
        LOG.warnf("contacts-service answers with status %d", status);
        return new RefusedException(ApiError.UNAVAILABLE).retryAfter(PAUSE);
    }

    private static RefusedException unavailable(Throwable failure) {
        LOG.warnf("contacts-service does not answer: %s", failure);
        return new RefusedException(ApiError.UNAVAILABLE).retryAfter(PAUSE);
    }

    private JsonNode read(Buffer body) {
        try {
            return json.readTree(body.getBytes());
        } catch (IOException notJson) {
            throw unavailable(notJson);
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: the body of a command", e);
        }
    }
}
