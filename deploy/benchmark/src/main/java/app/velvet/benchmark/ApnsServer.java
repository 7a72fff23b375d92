package app.velvet.benchmark;

import app.velvet.testing.apns.ApnsCredentials;
import com.eatthepath.pushy.apns.server.AcceptAllPushNotificationHandlerFactory;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The process of the APNs that all pushes are sent to. It takes everything: to verify the signature of each push takes ten times as
 * long as to send one, and the senders would all be as fast as that.
 */
final class ApnsServer {

    private ApnsServer() {}

    /** @param arguments its port, and the folder of its credentials */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        var credentials = new ApnsCredentials(Path.of(arguments[1]));
        new MockApnsServerBuilder()
                .setServerCredentials(
                        credentials.certificate().toFile(),
                        credentials.certificateKey().toFile(),
                        null)
                .setHandlerFactory(new AcceptAllPushNotificationHandlerFactory())
                .build()
                .start(Integer.parseInt(arguments[0]))
                .join();
        System.out.println("listening");
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
