package app.velvet.benchmark;

import app.velvet.testing.apns.ApnsCredentials;
import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A process that sends pushes by nothing but Pushy, as many at once as push-service does. */
final class PushyAlone implements AutoCloseable {

    private static final int IN_FLIGHT = 1_000;

    private final ApnsClient client;
    private final Semaphore window = new Semaphore(IN_FLIGHT);
    private final AtomicLong failures = new AtomicLong();

    private PushyAlone(int port, ApnsCredentials credentials) throws Exception {
        client = new ApnsClientBuilder()
                .setApnsServer(Pushes.APNS_HOST, port)
                .setTrustedServerCertificateChain(credentials.certificate().toFile())
                .setSigningKey(ApnsSigningKey.loadFromPkcs8File(
                        credentials.signingKey().toFile(), ApnsCredentials.TEAM_ID, ApnsCredentials.KEY_ID))
                .build();
    }

    /** Sends as many as a line says, and answers with the seconds that it took. Arguments: the port, the folder of the credentials. */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var credentials = new ApnsCredentials(Path.of(arguments[1]));
        try (var alone = new PushyAlone(Integer.parseInt(arguments[0]), credentials);
                var questions = new BufferedReader(new InputStreamReader(System.in))) {
            System.out.println("ready");
            for (var question = questions.readLine(); question != null; question = questions.readLine()) {
                System.out.println(alone.send(Integer.parseInt(question)));
            }
        }
    }

    private String send(int count) throws InterruptedException {
        long begun = System.nanoTime();
        for (int device = 1; device <= count; device++) {
            window.acquire();
            client.sendNotification(push(device)).whenComplete(this::answered);
        }
        window.acquire(IN_FLIGHT);
        window.release(IN_FLIGHT);
        return failures.get() > 0 ? failures + " pushes failed" : Double.toString((System.nanoTime() - begun) / 1e9);
    }

    private static SimpleApnsPushNotification push(int device) {
        var payload = new SimpleApnsPayloadBuilder()
                .setAlertTitle(Pushes.TITLE)
                .setAlertBody(Pushes.MESSAGE)
                .setBadgeNumber(1)
                .setSound(SimpleApnsPayloadBuilder.DEFAULT_SOUND_FILENAME)
                .addCustomProperty("notification_id", (long) device)
                .build();
        return new SimpleApnsPushNotification(PushService.token(device), ApnsCredentials.TOPIC, payload);
    }

    private void answered(PushNotificationResponse<SimpleApnsPushNotification> answer, Throwable failure) {
        if (failure != null || !answer.isAccepted()) {
            failures.incrementAndGet();
        }
        window.release();
    }

    @Override
    public void close() {
        client.close().join();
    }
}
