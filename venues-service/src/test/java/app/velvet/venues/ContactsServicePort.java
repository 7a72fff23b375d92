package app.velvet.venues;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Where tests start and stop a {@link FakeContactsService}. */
public class ContactsServicePort implements QuarkusTestResourceLifecycleManager {

    static final String PROPERTY = "velvet.contacts.internal-url";

    @Override
    public Map<String, String> start() {
        try (var socket = new ServerSocket(0)) {
            return Map.of(PROPERTY, "http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
