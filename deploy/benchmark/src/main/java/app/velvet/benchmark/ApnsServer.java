package app.velvet.benchmark;

import app.velvet.testing.apns.ApnsCredentials;
import app.velvet.testing.apns.ApnsStandIn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The process of the APNs that all pushes are sent to. */
final class ApnsServer {

    private ApnsServer() {}

    /** @param arguments its port, and the folder of its credentials */
    public static void main(String[] arguments) throws IOException {
        Logger.getLogger("").setLevel(Level.WARNING);
        new ApnsStandIn(new ApnsCredentials(Path.of(arguments[1])), accepted -> {})
                .start(Integer.parseInt(arguments[0]));
        System.out.println("listening");
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
