package app.velvet.local.standin;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.ParsingMockApnsServerListenerAdapter;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * APNs, as far as a sender can tell: HTTP/2 over TLS, with its checks of topic, token, headers, payload and provider token.
 * There is a phone for every token of the right form.
 */
final class ApnsStandIn {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockApnsServer server;

    ApnsStandIn(ApnsCredentials credentials, Arrivals arrivals) throws IOException {
        ApnsVerificationKey key = credentials.readVerificationKey();
        server = new MockApnsServerBuilder()
                .setServerCredentials(
                        credentials.certificate().toFile(),
                        credentials.certificateKey().toFile(),
                        null)
                .setHandlerFactory(new ValidatingPushNotificationHandlerFactory(
                        Map.of(ApnsCredentials.TOPIC, new EveryPhone()),
                        Map.of(),
                        Map.of(ApnsCredentials.KEY_ID, key),
                        Map.of(key, Set.of(ApnsCredentials.TOPIC))))
                .setListener(new Listener(arrivals))
                .build();
    }

    /** Returns when it listens. */
    void start(int port) {
        server.start(port).join();
    }

    void stop() {
        server.shutdown().join();
    }

    private static final class EveryPhone extends AbstractSet<String> {

        @Override
        public boolean contains(Object token) {
            return true;
        }

        @Override
        public Iterator<String> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    private static final class Listener extends ParsingMockApnsServerListenerAdapter {

        private final Arrivals arrivals;

        Listener(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        public void handlePushNotificationAccepted(ApnsPushNotification push) {
            arrivals.add(arrival(push));
        }

        @Override
        public void handlePushNotificationRejected(ApnsPushNotification push, RejectionReason reason, Instant since) {
            // its sender is told
        }
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
