package app.velvet.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between a client and a server on this machine, until the host is gone: nothing arrives any more on the
 * connections there were, and none of them is closed. New ones reach the server again, as one that has moved.
 */
public final class VanishingHost implements AutoCloseable {

    private final int serverPort;
    private final ServerSocket entrance;
    private final List<Link> links = new CopyOnWriteArrayList<>();

    public VanishingHost(int serverPort) throws IOException {
        this(serverPort, 0);
    }

    /** @param port where it is reached; 0: at any that is free */
    public VanishingHost(int serverPort, int port) throws IOException {
        this.serverPort = serverPort;
        this.entrance = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    public void vanish() {
        links.forEach(link -> link.cut = true);
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                var link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), serverPort));
                links.add(link);
                daemon(() -> link.forward(link.client, link.server));
                daemon(() -> link.forward(link.server, link.client));
            }
        } catch (IOException closed) {
            // with the test
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "vanishing-host");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (var link : links) {
            link.client.close();
            link.server.close();
        }
    }

    private static final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean cut;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void forward(Socket from, Socket to) {
            try {
                pump(from.getInputStream(), to.getOutputStream());
                if (!cut) {
                    to.close();
                }
            } catch (IOException closed) {
                // by the other direction, or with the test
            }
        }

        private void pump(InputStream in, OutputStream out) throws IOException {
            var bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!cut) {
                    out.write(bytes, 0, read);
                }
            }
        }
    }
}
