package app.velvet.local.standin;

import app.velvet.local.standin.Arrival.Kind;
import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.fcm.FcmStandIn;
import app.velvet.testing.fcm.ServiceAccount;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;

/** FCM, which shows what it has accepted. Its certificate is that of the stand-in for APNs. */
final class FcmArrivals {

    private static final JsonObject NOTHING = new JsonObject();

    private FcmArrivals() {}

    /** Returns when it listens. */
    static FcmStandIn start(
            Vertx vertx, ServiceAccount account, ApnsCredentials certificates, int port, Arrivals arrivals)
            throws IOException {
        return FcmStandIn.start(
                vertx,
                account,
                certificates.certificate(),
                certificates.certificateKey(),
                port,
                message -> {},
                message -> arrivals.add(arrival(message)));
    }

    private static Arrival arrival(JsonObject message) {
        JsonObject shown = message.getJsonObject("notification", NOTHING);
        return Arrival.now(
                shown.isEmpty() ? Kind.SILENT_PUSH : Kind.PUSH,
                message.getString("token"),
                shown.getString("title", ""),
                shown.getString("body", ""),
                Map.of("message", message.encode()));
    }
}
