package app.velvet.local;

import app.velvet.testing.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The ports of a stack's processes: chosen free at first, and the same at every start unless somebody took one. */
final class PortBook {

    /** Where the stand-ins listen besides their own port. */
    static final String APNS = "apns";

    static final String FCM = "fcm";

    static final String SMTP = "smtp";

    private final Path file;
    private final Properties ports = new Properties();
    private final Map<String, Integer> given = new HashMap<>();

    PortBook(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the port of a process; nothing listens on it when it is first asked for. */
    synchronized int of(String process) {
        return given.computeIfAbsent(process, this::rememberedOrNew);
    }

    /** Returns where a process answers HTTP. */
    String addressOf(String process) {
        return "http://127.0.0.1:" + of(process);
    }

    private int rememberedOrNew(String process) {
        String remembered = ports.getProperty(process);
        if (remembered != null && Ports.isFree(Integer.parseInt(remembered))) {
            return Integer.parseInt(remembered);
        }
        int port = unused();
        ports.setProperty(process, Integer.toString(port));
        save();
        return port;
    }

    private int unused() {
        int port = Ports.free();
        while (ports.containsValue(Integer.toString(port))) {
            port = Ports.free();
        }
        return port;
    }

    private void save() {
        try (Writer writer = Files.newBufferedWriter(file)) {
            ports.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
