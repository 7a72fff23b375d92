package app.velvet.push;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.apns.ApnsCredentials;
import java.util.HashMap;
import java.util.Map;

/** What {@link PostgresAndKafka} gives, and an {@link Apple} and a {@link Google} for the test's fields of these types. */
public class PostgresKafkaAndApple extends PostgresAndKafka {

    private Apple apple;
    private Google google;

    @Override
    public Map<String, String> start() {
        apple = Apple.start();
        google = Google.start();
        var settings = new HashMap<>(super.start());
        settings.putAll(Map.of(
                "velvet.apns.host",
                "127.0.0.1",
                "velvet.apns.port",
                Integer.toString(apple.port()),
                "velvet.apns.trust-file",
                apple.secrets().certificate().toString(),
                "velvet.apns.key-file",
                apple.secrets().signingKey().toString(),
                "velvet.apns.key-id",
                ApnsCredentials.KEY_ID,
                "velvet.apns.team-id",
                ApnsCredentials.TEAM_ID,
                "velvet.apns.topic",
                ApnsCredentials.TOPIC,
                "velvet.apns.answer-timeout",
                "2s",
                "velvet.delivery.first-retry",
                "50ms"));
        settings.putAll(Map.of(
                "velvet.fcm.url",
                google.url().toString(),
                "velvet.fcm.trust-file",
                apple.secrets().certificate().toString(),
                "velvet.fcm.credentials-file",
                Google.account().credentials().toString(),
                "velvet.fcm.token-url",
                google.tokenUrl().toString(),
                "velvet.fcm.answer-timeout",
                "2s"));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(apple, new TestInjector.MatchesType(Apple.class));
        injector.injectIntoFields(google, new TestInjector.MatchesType(Google.class));
    }

    @Override
    public void stop() {
        apple.close();
        google.close();
        super.stop();
    }
}
