package app.velvet.local.standin;

import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.fcm.FcmStandIn;
import app.velvet.testing.fcm.ServiceAccount;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;

/** Sends to FCM by the book: gets an access token for what the service account has signed, and uses it. */
record FcmSender(Vertx vertx, FcmStandIn fcm, ApnsCredentials certificates, ServiceAccount account) {

    /** Answers the status. */
    int send(JsonObject message) throws Exception {
        return send(message, accessToken());
    }

    int send(JsonObject message, String accessToken) {
        String path = "/v1/projects/" + ServiceAccount.PROJECT_ID + "/messages:send";
        Buffer body = new JsonObject().put("message", message).toBuffer();
        return post(fcm.url().resolve(path), "application/json", "Bearer " + accessToken, body)
                .statusCode();
    }

    private String accessToken() throws Exception {
        JsonObject key = new JsonObject(Files.readString(account.credentials()));
        String form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                + URLEncoder.encode(assertion(key), StandardCharsets.UTF_8);
        HttpClientResponse answer =
                post(fcm.tokenUrl(), "application/x-www-form-urlencoded", null, Buffer.buffer(form));
        return new JsonObject(completed(answer.body())).getString("access_token");
    }

    private static String assertion(JsonObject key) throws Exception {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(key.getString("client_email"));
        claims.setAudience(key.getString("token_uri"));
        claims.setStringClaim("scope", "https://www.googleapis.com/auth/firebase.messaging");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(30);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signed.setKey(privateKey(key.getString("private_key")));
        signed.setPayload(claims.toJson());
        return signed.getCompactSerialization();
    }

    private static PrivateKey privateKey(String pem) throws Exception {
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private HttpClientResponse post(URI url, String type, String authorization, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .putHeader("Content-Type", type);
        if (authorization != null) {
            request.putHeader("Authorization", authorization);
        }
        return completed(vertx.createHttpClient(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setUseAlpn(true)
                        .setTrustOptions(new PemTrustOptions()
                                .addCertPath(certificates.certificate().toString())))
                .request(request)
                .compose(open -> open.send(body))
                .compose(answer -> {
                    answer.body();
                    return Future.succeededFuture(answer);
                }));
    }

    private static <T> T completed(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
