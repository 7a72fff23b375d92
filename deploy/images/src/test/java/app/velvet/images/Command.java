package app.velvet.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that is run to its end. */
final class Command {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * @param status 0 if it succeeded
     * @param output what it printed, errors too
     */
    record Result(int status, String output) {

        boolean succeeded() {
            return status == 0;
        }
    }

    private Command() {}

    /** @return what it printed, without the end of the last line */
    static String run(String... command) throws IOException, InterruptedException {
        var result = tryToRun(command);
        if (!result.succeeded()) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + result.status() + ": " + result.output());
        }
        return result.output().strip();
    }

    /** A program that is not there counts as one that fails. */
    static Result tryToRun(String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(Files.createDirectories(Path.of("target")), "command", ".log");
        try {
            var process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(String.join(" ", command) + " did not end: " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (IOException missing) {
            return new Result(127, missing.getMessage());
        } finally {
            Files.delete(output);
        }
    }
}
