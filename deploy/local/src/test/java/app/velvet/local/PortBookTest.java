package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBookTest {

    @TempDir
    private Path folder;

    @Test
    void aProcessHasTheSamePortAtEveryStart() {
        int port = open().of("kafka");

        assertThat(open().of("kafka")).isEqualTo(port);
        assertThat(open().of("postgresql")).isNotEqualTo(port);
    }

    @Test
    void aPortStaysTheProcesssWhenItListensThere() throws IOException {
        PortBook ports = open();
        int port = ports.of("kafka");

        try (ServerSocket kafka = listen(port)) {
            assertThat(ports.of("kafka")).isEqualTo(kafka.getLocalPort());
        }
    }

    @Test
    void aPortThatSomebodyTookMeanwhileIsReplacedForGood() throws IOException {
        int port = open().of("kafka");

        try (ServerSocket somebody = listen(port)) {
            int other = open().of("kafka");

            assertThat(other).isNotEqualTo(somebody.getLocalPort());
            assertThat(open().of("kafka")).isEqualTo(other);
        }
    }

    private PortBook open() {
        return new PortBook(folder.resolve("ports.properties"));
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
