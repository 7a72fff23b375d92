package app.velvet.api.token;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jose4j.lang.JoseException;

/** Fetches the public keys that auth-service publishes. */
@ApplicationScoped
class KeySetDownload {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final TokenSettings settings;
    private final HttpClient http;

    KeySetDownload(TokenSettings settings, Vertx vertx) {
        this.settings = settings;
        http = vertx.createHttpClient();
    }

    /** Never an empty set. Fails if auth-service is out of reach or answers anything else. */
    Uni<PublicKeySet> fetch() {
        return http.request(request(settings.jwksUrl().orElseThrow()))
                .chain(HttpClientRequest::send)
                .chain(KeySetDownload::body)
                .map(Buffer::toString)
                .map(KeySetDownload::read);
    }

    private static RequestOptions request(URI url) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url.toString())
                .setTimeout(TIMEOUT.toMillis());
    }

    private static Uni<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == 200
                ? response.body()
                : Uni.createFrom().failure(new IOException("status " + response.statusCode()));
    }

    private static PublicKeySet read(String document) {
        try {
            var keys = PublicKeySet.read(document);
            if (keys.isEmpty()) {
                throw new IllegalStateException("no usable key");
            }
            return keys;
        } catch (JoseException unreadable) {
            throw new IllegalStateException("not a JWKS document", unreadable);
        }
    }
}
