package app.velvet.push.delivery;

import app.velvet.push.ApnsSecrets;
import app.velvet.push.Apple;
import app.velvet.push.Google;
import app.velvet.push.Phones;
import app.velvet.push.delivery.apns.Apns;
import app.velvet.push.delivery.apns.ApnsProvider;
import app.velvet.push.delivery.apns.ApnsSettings;
import app.velvet.push.delivery.fcm.Fcm;
import app.velvet.push.delivery.fcm.FcmProvider;
import app.velvet.push.delivery.fcm.FcmSettings;
import app.velvet.push.device.Platform;
import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.fcm.ServiceAccount;
import io.netty.channel.nio.NioEventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The providers: what holds for each of them is tested with each. */
public enum Provider {
    APNS(Platform.IOS) {
        @Override
        StandIn startAt(int port) {
            return new AppleStandIn(Apple.startAt(port));
        }

        @Override
        PushProvider client(int port, List<AutoCloseable> resources) {
            var eventLoops = new NioEventLoopGroup(1);
            resources.add(eventLoops::shutdownGracefully);
            var secrets = ApnsSecrets.shared();
            var apns = new Apns(
                    new ApnsSettings(
                            "127.0.0.1",
                            port,
                            secrets.certificate(),
                            secrets.signingKey(),
                            ApnsCredentials.KEY_ID,
                            ApnsCredentials.TEAM_ID,
                            ApnsCredentials.TOPIC,
                            1,
                            ANSWER_TIMEOUT),
                    eventLoops);
            resources.add(apns);
            return ApnsProvider.with(apns);
        }

        @Override
        String newToken() {
            return Phones.newToken();
        }
    },
    FCM(Platform.ANDROID) {
        @Override
        StandIn startAt(int port) {
            return new GoogleStandIn(Google.startAt(port));
        }

        @Override
        PushProvider client(int port, List<AutoCloseable> resources) {
            var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
            resources.add(vertx::close);
            var fcm = new Fcm(
                    new FcmSettings(
                            URI.create("https://localhost:" + port),
                            ApnsSecrets.shared().certificate(),
                            Google.account().credentials(),
                            ServiceAccount.tokenUrl(port),
                            null,
                            1,
                            ANSWER_TIMEOUT),
                    vertx,
                    Clock.systemUTC());
            resources.add(fcm);
            return FcmProvider.with(fcm);
        }

        @Override
        String newToken() {
            return Phones.newFcmToken();
        }
    };

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    private final Platform platform;

    Provider(Platform platform) {
        this.platform = platform;
    }

    Platform platform() {
        return platform;
    }

    StandIn start() {
        return startAt(0);
    }

    abstract StandIn startAt(int port);

    /** Our client of what listens on this port. */
    abstract PushProvider client(int port, List<AutoCloseable> resources);

    /** The token of a phone of this provider's, unlike any other. */
    abstract String newToken();
}
