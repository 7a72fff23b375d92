package app.velvet.local;

import app.velvet.testing.Guard;
import app.velvet.testing.Ports;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts a stack and stays with it, or leaves it running when it is ready. What {@code deploy/local/start} runs. */
public final class Start {

    /** The repository, which {@code deploy/local/start} stands in. */
    private static final Path REPOSITORY = Path.of(System.getProperty("velvet.repository"));

    private static final int FAILED = 1;
    private static final int STACK_HEAP = 160;
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final Options options;
    private final DataFolder data;

    private Start(Options options) {
        this.options = options;
        this.data = new DataFolder(options.data());
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
            endWhatRuns();
            requireFreePort();
            if (options.fresh()) {
                data.clear();
            }
            data.prepare();
            Build build = new Build(REPOSITORY, data.log("build"));
            build.buildWhatIsMissing();
            build.warnOfOldPackages();
            copyPrograms(build);
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

    /** A stack that lacks a process is healed by starting it anew. */
    private void endWhatRuns() {
        RunningStack running = new RunningStack(data);
        if (!options.fresh()) {
            running.url().ifPresent(url -> {
                throw new Trouble(
                        "Velvet is already running on " + data.root() + " at " + url + "; deploy/local/stop stops it");
            });
        }
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

    private void copyPrograms(Build build) {
        Programs.copy(REPOSITORY.resolve("deploy/local/target/launcher"), data.program("launcher"));
        Programs.copy(REPOSITORY.resolve("deploy/kubernetes/base"), data.program("manifests"));
        Programs.copy(REPOSITORY.resolve("deploy/local/manifests"), data.program("local-manifests"));
        for (Service service : Service.ALL) {
            Programs.copy(build.packageOf(service), data.program(service.name()));
        }
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
