package app.velvet.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One interactive shell: what a step sets, the next step finds. */
final class Shell implements AutoCloseable {

    private static final String END_OF_STEP = "--- end of step ---";

    private final Process bash;
    private final BufferedReader output;

    Shell() {
        try {
            bash = new ProcessBuilder("bash")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output = bash.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs one step and returns what it printed. */
    String run(String step) {
        try {
            var input = bash.outputWriter(StandardCharsets.UTF_8);
            input.write(step + "\nprintf '\\n%s\\n' '" + END_OF_STEP + "'\n");
            input.flush();
            var printed = new StringBuilder();
            for (var line = output.readLine(); !END_OF_STEP.equals(line); line = output.readLine()) {
                if (line == null) {
                    throw new AssertionError("The shell ended in the middle of: " + step);
                }
                printed.append(line).append('\n');
            }
            return printed.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        bash.destroy();
    }
}
