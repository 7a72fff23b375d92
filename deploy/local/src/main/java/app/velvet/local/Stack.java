package app.velvet.local;

import app.velvet.local.demo.DemoCompany;
import app.velvet.local.standin.StandIns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The launcher: starts the processes of a stack, watches them, and ends them in reverse order when it ends itself.
 *
 * <p>A process that dies is named and the others go on: a person may want to see how they do without it. The next
 * {@code deploy/local/start} has the launcher start it again.
 */
public final class Stack {

    /** The stack's life is that of its input, or of nobody. */
    static final String ATTACHED = "attached";

    static final String DETACHED = "detached";

    private static final long LOOK_AGAIN_MILLIS = 100;

    /** What it reports in many lines fails the start in one. */
    private static final Logger POSTGRES_LIBRARY = Logger.getLogger("io.zonky");

    private final DataFolder data;
    private final int port;
    private final Assembly assembly;
    private final Healing healing;

    private Stack(DataFolder data, int port) {
        this.data = data;
        this.port = port;
        this.assembly = new Assembly(data, port);
        this.healing = new Healing(data);
    }

    /** Arguments: the data folder, the gateway's port, {@value #ATTACHED} or {@value #DETACHED}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Logger.getLogger("").setLevel(Level.WARNING);
        POSTGRES_LIBRARY.setLevel(Level.OFF);
        DataFolder data = new DataFolder(Path.of(arguments[0]));
        Stack stack = new Stack(data, Integer.parseInt(arguments[1]));
        ProcessRecord.of(ProcessHandle.current()).write(data.record(RunningStack.LAUNCHER));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop));
        if (arguments[2].equals(ATTACHED)) {
            endWithInput();
        }
        try {
            stack.start();
        } catch (Trouble trouble) {
            stack.sayWhyUnlessStopping(trouble);
            System.exit(1);
        }
        stack.healWhenAsked();
    }

    private static void endWithInput() {
        Thread reader = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException ended) {
                // as good as its end
            }
            System.exit(0);
        });
        reader.setDaemon(true);
        reader.start();
    }

    private void start() throws IOException {
        System.out.println("Starting Velvet on " + data.root());
        assembly.makeWhole();
        loadDemoCompany();
        Files.writeString(data.portFile(), port + "\n");
        Files.writeString(data.readyFile(), url() + "\n");
        sayWhatToDoNext();
    }

    /** Never returns: what ends a stack ends this JVM. */
    private void healWhenAsked() throws IOException, InterruptedException {
        while (true) {
            if (!assembly.isEnding() && healing.takeRequest()) {
                heal();
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private void heal() throws IOException {
        System.out.println("Starting what is missing");
        try {
            assembly.makeWhole();
            Files.writeString(data.readyFile(), url() + "\n");
            System.out.println("Velvet is ready at " + url());
        } catch (Trouble trouble) {
            refuseUnlessStopping(trouble);
        } catch (IOException e) {
            refuseUnlessStopping(unwritable(e));
        } catch (UncheckedIOException e) {
            refuseUnlessStopping(unwritable(e.getCause()));
        }
    }

    private Trouble unwritable(IOException e) {
        return new Trouble("The data folder " + data.root() + " cannot be written: " + DataFolder.reason(e), e);
    }

    private void refuseUnlessStopping(Trouble trouble) throws IOException {
        sayWhyUnlessStopping(trouble);
        if (!assembly.isEnding()) {
            healing.refuse(trouble.getMessage());
        }
    }

    private void loadDemoCompany() throws IOException {
        if (Files.exists(data.demoLoaded())) {
            return;
        }
        System.out.println("Loading the demo company");
        URI auth = URI.create(assembly.addressOf(Service.AUTH));
        new DemoCompany(URI.create(url()), auth, this::launcherToken).load();
        Files.createFile(data.demoLoaded());
        assembly.sayReady("demo company");
    }

    private String launcherToken() {
        try {
            return Secrets.serviceToken(data.serviceKey(), "local-stack", Service.AUTH.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sayWhatToDoNext() {
        System.out.printf(
                """

                Velvet is ready at %1$s

                Sign in as %2$s; the password is %3$s:

                  curl -s %1$s/api/v1/tokens -d email=%4$s -d password=%3$s

                What Velvet sends to phones and mailboxes arrives at %1$s%7$s
                README.md goes on from there. Data and logs are in %5$s
                %6$s

                """,
                url(),
                String.join(", ", DemoCompany.EMAILS),
                DemoCompany.PASSWORD,
                DemoCompany.EMAILS.get(0),
                data.root(),
                "Ctrl-C or deploy/local/stop stops it; the data stays.",
                StandIns.PAGE);
    }

    private String url() {
        return "http://localhost:" + port;
    }

    /** What a stack lacks that is being stopped is nobody's trouble. */
    private void sayWhyUnlessStopping(Trouble trouble) {
        if (!assembly.isEnding()) {
            System.out.println(trouble.getMessage());
        }
    }

    private void stop() {
        System.out.println("Stopping Velvet");
        assembly.end();
        new RunningStack(data).forget();
        System.out.println("Stopped");
    }
}
