package app.velvet.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback address. */
public final class Ports {

    /** Below the range that systems give to outgoing connections, so that none of those takes the port meanwhile. */
    private static final int LOWEST = 20_000;

    private static final int LOWEST_FOR_LATER = 16_000;

    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** Returns a port that nothing listens on at this moment. */
    public static int free() {
        return free(LOWEST, HIGHEST);
    }

    /** Returns one that is to be listened on only later: {@link #free} gives it to nobody meanwhile. */
    public static int freeForLater() {
        return free(LOWEST_FOR_LATER, LOWEST);
    }

    private static int free(int lowest, int beyond) {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(lowest, beyond);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + lowest + " and " + beyond);
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
