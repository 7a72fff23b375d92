package app.velvet.auth;

import app.velvet.testing.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Where mails and short messages go: to ports of this machine, on which a test listens if it likes. */
public class Outside implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.mailer.host",
                "127.0.0.1",
                "quarkus.mailer.port",
                String.valueOf(Ports.freeForLater()),
                "velvet.sms.twilio.url",
                "http://127.0.0.1:" + Ports.freeForLater());
    }

    @Override
    public void stop() {}
}
