package app.velvet.local;

import app.velvet.testing.Guard;
import app.velvet.testing.Ports;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts a stack and stays with it, or leaves it running when it is ready; one that runs and lacks a process is healed.
 * What {@code deploy/local/start} runs.
 */
public final class Start {

    /** The repository, which {@code deploy/local/start} stands in. */
    private static final Path REPOSITORY = Path.of(System.getProperty("velvet.repository"));

    private static final int FAILED = 1;
    private static final int STACK_HEAP = 160;
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** It may be busy with what an interrupted start asked of it. */
    private static final Duration LAUNCHER_PATIENCE = Duration.ofSeconds(30);

    private final Options options;
    private final DataFolder data;
    private final RunningStack running;

    private Start(Options options) {
        this.options = options;
        this.data = new DataFolder(options.data());
        this.running = new RunningStack(data);
    }

    public static void main(String[] arguments) throws Exception {
        try {
            System.exit(new Start(Options.ofStart(List.of(arguments), REPOSITORY)).run());
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(FAILED);
        }
    }

    private int run() throws IOException, InterruptedException {
        try (var taken = data.take()) {
            Build build = new Build(REPOSITORY, data.log("build"));
            Map<Path, Path> copies = copies(build);
            if (!options.fresh()) {
                requireNotRunning();
                if (isHealable(copies) && heal(build)) {
                    return 0;
                }
            }
            endWhatRuns();
            requireFreePort();
            if (options.fresh()) {
                data.clear();
            }
            data.prepare();
            build.buildWhatIsMissing();
            build.warnOfOldPackages();
            copies.forEach(Programs::copy);
            Process stack = startStack();
            boolean ready = awaitReady(stack);
            if (!ready) {
                return FAILED;
            }
            if (options.detach()) {
                return 0;
            }
            taken.release();
            return stack.waitFor();
        }
    }

    private void requireNotRunning() {
        running.url().ifPresent(url -> {
            throw new Trouble(
                    "Velvet is already running on " + data.root() + " at " + url + "; deploy/local/stop stops it");
        });
    }

    /** Another port or other programs take a new start. */
    private boolean isHealable(Map<Path, Path> copies) {
        return running.healablePort().filter(port -> port == options.port()).isPresent()
                && copies.entrySet().stream().allMatch(copy -> Programs.isCopy(copy.getKey(), copy.getValue()));
    }

    /** Returns false if nobody is there any more who could. */
    private boolean heal(Build build) throws IOException, InterruptedException {
        data.prepare();
        build.warnOfOldPackages();
        if (!new Healing(data).request(LAUNCHER_PATIENCE)) {
            return false;
        }
        String url = running.url().orElseThrow(() -> new Trouble("Another process has ended: start it once more"));
        System.out.println("Velvet is ready at " + url);
        return true;
    }

    private void endWhatRuns() {
        if (running.isAnythingLeft()) {
            System.out.println("Stopping what still runs on " + data.root());
            running.stop();
        }
        running.forget();
    }

    private void requireFreePort() {
        if (!Ports.isFree(options.port())) {
            throw new Trouble("Port " + options.port() + " is in use: name another with --port");
        }
    }

    /** Where what is built lies, and where its copies lie that run. */
    private Map<Path, Path> copies(Build build) {
        Map<Path, Path> copies = new LinkedHashMap<>();
        copies.put(REPOSITORY.resolve("deploy/local/target/launcher"), data.program("launcher"));
        copies.put(REPOSITORY.resolve("deploy/kubernetes/base"), data.program("manifests"));
        copies.put(REPOSITORY.resolve("deploy/local/manifests"), data.program("local-manifests"));
        Service.ALL.forEach(service -> copies.put(build.packageOf(service), data.program(service.name())));
        return copies;
    }

    private Process startStack() throws IOException {
        List<String> command = JavaCommand.withHeap(STACK_HEAP, data.scratch())
                .quick()
                .main(
                        Stack.class,
                        data.program("launcher"),
                        data.root(),
                        options.port(),
                        options.detach() ? Stack.DETACHED : Stack.ATTACHED);
        ProcessBuilder builder = new ProcessBuilder(Guard.deafToTerminal(command)).redirectErrorStream(true);
        if (options.detach()) {
            builder.redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(data.log("stack").toFile());
            return builder.start();
        }
        Process stack = builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RunningStack.end(stack.toHandle(), Duration.ofMinutes(2))));
        return stack;
    }

    /** Waits until the stack is ready or has given up; shows meanwhile what one in the background says. */
    private boolean awaitReady(Process stack) throws IOException, InterruptedException {
        long shown = 0;
        while (true) {
            boolean decided = !stack.isAlive() || Files.exists(data.readyFile());
            if (options.detach()) {
                shown = show(shown);
            }
            if (decided) {
                return stack.isAlive();
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private long show(long from) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(data.log("stack").toFile(), "r")) {
            log.seek(from);
            byte[] news = new byte[(int) (log.length() - from)];
            log.readFully(news);
            System.out.write(news);
            System.out.flush();
            return from + news.length;
        }
    }
}
