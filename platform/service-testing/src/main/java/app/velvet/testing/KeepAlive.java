package app.velvet.testing;

/**
 * Keeps a child process reachable for as long as it runs.
 *
 * <p>Our children end when their input does, and Java closes that input when nobody refers to the {@link Process} any
 * more. Quarkus drops whole class loaders, with all their statics, between two test classes; a waiting thread stays.
 */
final class KeepAlive {

    private KeepAlive() {}

    static void until(Process process) {
        Thread thread = new Thread(
                () -> {
                    try {
                        process.waitFor();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "waiting for process " + process.pid());
        thread.setDaemon(true);
        thread.start();
    }
}
