package app.velvet.push;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a test an {@link Apple} for its fields of that type, and the service the way to it. */
public class AppleAtHand implements QuarkusTestResourceLifecycleManager {

    private Apple apple;

    @Override
    public Map<String, String> start() {
        apple = Apple.start();
        return Map.of(
                "velvet.apns.host",
                "127.0.0.1",
                "velvet.apns.port",
                Integer.toString(apple.port()),
                "velvet.apns.trust-file",
                apple.secrets().certificate().toString(),
                "velvet.apns.key-file",
                apple.secrets().signingKey().toString(),
                "velvet.apns.key-id",
                ApnsSecrets.KEY_ID,
                "velvet.apns.team-id",
                ApnsSecrets.TEAM_ID,
                "velvet.apns.topic",
                ApnsSecrets.TOPIC,
                "velvet.apns.answer-timeout",
                "1s",
                "velvet.delivery.first-retry",
                "50ms");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(apple, new TestInjector.MatchesType(Apple.class));
    }

    @Override
    public void stop() {
        apple.close();
    }
}
