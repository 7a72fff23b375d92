package app.velvet.push.delivery.fcm;

import app.velvet.events.Trouble;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.RequestMetadataCallback;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * What FCM knows us by: Google gives an access token for a statement that the service account's key has signed. One serves
 * until it is nearly over; then another is fetched, with the old one as long as that takes. Thread-safe.
 */
final class AccessTokens {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String HEADER = "Authorization";

    private final Trouble trouble = new Trouble(
            Logger.getLogger(AccessTokens.class), "Google gives no access token", "Google gives access tokens again");
    private final URI audience;
    private final Executor executor;
    /** Never asked for a token, so that its copies have none. */
    private final ServiceAccountCredentials key;

    private volatile ServiceAccountCredentials credentials;
    private volatile String newest;

    /**
     * @param executor where Google is waited for
     * @throws IllegalArgumentException if the key or the certificates are not readable
     */
    AccessTokens(FcmSettings settings, Executor executor) {
        this.audience = settings.url();
        this.executor = executor;
        this.key = read(settings);
        this.credentials = key.toBuilder().build();
    }

    private static ServiceAccountCredentials read(FcmSettings settings) {
        try (var file = Files.newInputStream(settings.credentialsFile())) {
            var transport = transport(settings);
            var builder = ServiceAccountCredentials.fromStream(file, () -> transport).toBuilder()
                    .setScopes(List.of(SCOPE))
                    // Pushes are tried again, and a token with them.
                    .setDefaultRetriesEnabled(false);
            if (settings.tokenUrl() != null) {
                builder.setTokenServerUri(settings.tokenUrl());
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "FCM cannot be reached with velvet.fcm.credentials-file and velvet.fcm.trust-file as they are", e);
        }
    }

    private static NetHttpTransport transport(FcmSettings settings) throws IOException, GeneralSecurityException {
        var builder = new NetHttpTransport.Builder();
        if (settings.trustFile() != null) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            try (var file = Files.newInputStream(settings.trustFile())) {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                    trusted.setCertificateEntry("trusted-" + trusted.size(), certificate);
                }
            }
            builder.trustCertificates(trusted);
        }
        return builder.build();
    }

    /** Whose key it is. */
    String projectId() {
        return key.getProjectId();
    }

    /** The value of a request's header; fails with what kept Google from giving a token, and then is asked again. */
    CompletableFuture<String> authorization() {
        var given = new CompletableFuture<String>();
        credentials.getRequestMetadata(audience, executor, new RequestMetadataCallback() {
            @Override
            public void onSuccess(Map<String, List<String>> headers) {
                trouble.over();
                newest = headers.get(HEADER).get(0);
                given.complete(newest);
            }

            @Override
            public void onFailure(Throwable failure) {
                trouble.met(failure instanceof Exception exception ? exception : new IllegalStateException(failure));
                given.completeExceptionally(failure);
            }
        });
        return given;
    }

    /** FCM does not know this one any more: unless there is a newer one, the next request fetches one. */
    synchronized void refused(String authorization) {
        if (authorization.equals(newest)) {
            newest = null;
            credentials = key.toBuilder().build();
        }
    }
}
