package app.velvet.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stops the stack of a data folder. What {@code deploy/local/stop} runs. */
public final class Stop {

    private static final Path REPOSITORY = Path.of(System.getProperty("velvet.repository"));

    private Stop() {}

    public static void main(String[] arguments) {
        try {
            Path data = Options.ofStop(List.of(arguments), REPOSITORY);
            RunningStack running = new RunningStack(new DataFolder(data));
            if (!Files.isDirectory(data) || !running.isAnythingLeft()) {
                System.out.println("Nothing runs on " + data);
                return;
            }
            running.stop();
            System.out.println("Stopped what ran on " + data);
        } catch (Trouble trouble) {
            System.err.println(trouble.getMessage());
            System.exit(1);
        }
    }
}
