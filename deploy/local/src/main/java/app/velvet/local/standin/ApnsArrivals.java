package app.velvet.local.standin;

import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.apns.ApnsStandIn;
import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.PushType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** APNs, which shows what it has accepted. */
final class ApnsArrivals {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApnsArrivals() {}

    /** Returns when it listens. */
    static ApnsStandIn start(ApnsCredentials credentials, int port, Arrivals arrivals) throws IOException {
        ApnsStandIn apns = new ApnsStandIn(credentials, push -> arrivals.add(arrival(push)));
        apns.start(port);
        return apns;
    }

    private static Arrival arrival(ApnsPushNotification push) {
        JsonNode aps = aps(push.getPayload());
        JsonNode alert = aps.path("alert");
        Map<String, String> details = new LinkedHashMap<>();
        details.put("payload", push.getPayload());
        if (push.getCollapseId() != null) {
            details.put("collapse id", push.getCollapseId());
        }
        return Arrival.now(
                push.getPushType() == PushType.BACKGROUND ? Arrival.Kind.SILENT_PUSH : Arrival.Kind.PUSH,
                push.getToken(),
                alert.path("title").asText(),
                alert.isTextual() ? alert.asText() : alert.path("body").asText(),
                details);
    }

    private static JsonNode aps(String payload) {
        try {
            return JSON.readTree(payload).path("aps");
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("alert", "(no JSON) " + payload);
        }
    }
}
