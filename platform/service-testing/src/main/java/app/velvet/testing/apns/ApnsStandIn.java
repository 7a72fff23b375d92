package app.velvet.testing.apns;

import com.eatthepath.pushy.apns.ApnsPushNotification;
import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.ParsingMockApnsServerListenerAdapter;
import com.eatthepath.pushy.apns.server.RejectionReason;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * APNs, as far as a sender can tell: HTTP/2 over TLS, with its checks of topic, token, headers, payload and provider token.
 * There is a phone for every token of the right form.
 */
public final class ApnsStandIn {

    private final MockApnsServer server;

    /** @param accepted is told of each push that was accepted */
    public ApnsStandIn(ApnsCredentials credentials, Consumer<ApnsPushNotification> accepted) throws IOException {
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
                .setListener(new Listener(accepted))
                .build();
    }

    /** Returns when it listens. */
    public void start(int port) {
        server.start(port).join();
    }

    public void stop() {
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

        private final Consumer<ApnsPushNotification> accepted;

        Listener(Consumer<ApnsPushNotification> accepted) {
            this.accepted = accepted;
        }

        @Override
        public void handlePushNotificationAccepted(ApnsPushNotification push) {
            accepted.accept(push);
        }

        @Override
        public void handlePushNotificationRejected(ApnsPushNotification push, RejectionReason reason, Instant since) {
            // its sender is told
        }
    }
}
