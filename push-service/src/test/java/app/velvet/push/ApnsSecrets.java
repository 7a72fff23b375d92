package app.velvet.push;

import app.velvet.testing.apns.ApnsCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What {@link Apple} and who sends to it know each other by. */
public final class ApnsSecrets {

    /** Says to a process that a test starts which are the test's. */
    public static final String FOLDER = "apple";

    private ApnsSecrets() {}

    /** Those of this JVM or of the one that started it, made when they are first asked for. */
    public static ApnsCredentials shared() {
        var folder = System.getProperty(
                FOLDER, "target/apple-" + ProcessHandle.current().pid());
        var credentials = new ApnsCredentials(Path.of(folder).toAbsolutePath());
        synchronized (ApnsSecrets.class.getName().intern()) {
            try {
                credentials.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return credentials;
    }
}
