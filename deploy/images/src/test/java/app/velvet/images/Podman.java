package app.velvet.images;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The podman of this machine, with what a container is run by here. */
final class Podman {

    /** The default one needs kernels of today; the other is there where an older one is at hand. */
    private static final List<List<String>> RUNTIMES = List.of(List.of(), List.of("--runtime", "runc"));

    /** What podman ends with if it is not the command in the container that fails. */
    private static final Set<Integer> NOT_STARTED = Set.of(125, 126);

    private final List<String> runtime;

    private Podman(List<String> runtime) {
        this.runtime = runtime;
    }

    /** Skips the test where there is none. */
    static void assumeInstalled() throws IOException, InterruptedException {
        assumeTrue(
                Command.tryToRun("podman", "version").succeeded(),
                "Images are not made here: there is no podman (Debian: the package podman)");
    }

    /**
     * Skips the test where no container can be run at all.
     *
     * @param image of which a Java is at hand
     */
    static Podman assumeRunning(String image) throws IOException, InterruptedException {
        for (var runtime : RUNTIMES) {
            var podman = new Podman(runtime);
            var probe = podman.command("run", "--rm", "--entrypoint", "/opt/java/bin/java", image, "-version");
            var result = Command.tryToRun(probe);
            if (result.succeeded()) {
                return podman;
            }
            assertTrue(NOT_STARTED.contains(result.status()), () -> "Its Java does not run: " + result.output());
        }
        assumeTrue(false, "Images are not run here: podman cannot run a container on this machine");
        throw new IllegalStateException();
    }

    private String[] command(String verb, String... arguments) {
        var command = new ArrayList<String>();
        command.add("podman");
        command.addAll(runtime);
        command.add(verb);
        if (verb.equals("run")) {
            // Its own defaults are above what a container of a container may ask for.
            command.addAll(List.of("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=4096:4096"));
        }
        command.addAll(Arrays.asList(arguments));
        return command.toArray(String[]::new);
    }

    /** @return the container's id */
    String run(List<String> arguments) throws IOException, InterruptedException {
        return Command.run(command("run", arguments.toArray(String[]::new)));
    }

    String inspect(String container, String format) throws IOException, InterruptedException {
        return Command.run(command("inspect", "--format", format, container));
    }

    String logs(String container) throws IOException, InterruptedException {
        return Command.run(command("logs", container));
    }

    /** As Kubernetes ends a container, with the time that it gives. */
    void stop(String container, int seconds) throws IOException, InterruptedException {
        Command.run(command("stop", "--time", Integer.toString(seconds), container));
    }

    void remove(Optional<String> container) throws IOException, InterruptedException {
        if (container.isPresent()) {
            Command.run(command("rm", "--force", container.get()));
        }
    }
}
