package app.velvet.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of a class of this measurement. It answers each line that it is given with a line, and the first time unasked. */
final class OwnProcess implements AutoCloseable {

    private final Children children;
    private final Process process;
    private final String name;
    private final BufferedReader answers;

    private OwnProcess(Children children, Process process, String name) {
        this.children = children;
        this.process = process;
        this.name = name;
        this.answers = process.inputReader();
    }

    /** Returns when it has answered for the first time. */
    static OwnProcess start(Children children, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(PackagedProcess.java(PackagedProcess.USUAL_HEAP_MEGABYTES));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        var process = children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        var own = new OwnProcess(children, process, main.getSimpleName());
        own.answer();
        return own;
    }

    String ask(String question) {
        try {
            var asked = process.outputWriter();
            asked.write(question);
            asked.newLine();
            asked.flush();
            return answer();
        } catch (IOException e) {
            throw new Failure(name + " has ended: " + e.getMessage(), e);
        }
    }

    private String answer() throws IOException {
        var answer = answers.readLine();
        if (answer == null) {
            throw new Failure(name + " has ended");
        }
        return answer;
    }

    Duration cpuTime() {
        return CpuTime.of(process.pid());
    }

    @Override
    public void close() {
        children.stop(process);
    }
}
